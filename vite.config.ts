import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = `localhost:${process.env.PORT || 8787}`;

export default defineConfig({
  root: 'web',
  plugins: [react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // scripts/size.mjs reads from it what the first page loads.
    manifest: true,
    target: 'es2022',
    // The server lets pages load fonts from itself alone: a small one of KaTeX's put into the CSS would stay unseen.
    assetsInlineLimit: (file) => (/\.(woff2?|ttf)$/.test(file) ? false : undefined),
    rolldownOptions: {
      output: {
        codeSplitting: {
          // React changes rarely and is on every page. Everything else is split where a screen is loaded by
          // import(), so that KaTeX, Yjs and the room don't travel with the page that asks for a name.
          groups: [{ name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ }],
        },
      },
    },
  },
  server: {
    proxy: {
      '/api': `http://${server}`,
      '/ws': { target: `ws://${server}`, ws: true },
    },
  },
});
