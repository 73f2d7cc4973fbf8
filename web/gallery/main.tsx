import { MantineProvider } from '@mantine/core';
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/newsreader/opsz.css';
import '@mantine/core/styles/baseline.css';
import '@mantine/core/styles/default-css-variables.css';
import '@mantine/core/styles/global.css';
import '@mantine/core/styles/UnstyledButton.css';
import '@mantine/core/styles/Loader.css';
import '@mantine/core/styles/Button.css';
import '@mantine/core/styles/Input.css';
import '../ui/base.css';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Exercise } from '../../core/session/exercise.ts';
import Join from '../screens/join/Join.tsx';
import { PhasePage } from '../screens/session/Session.tsx';
import { SessionProvider } from '../session/context.tsx';
import { Ball } from '../ui/Ball.tsx';
import { CommandsProvider } from '../ui/commands.tsx';
import { later } from '../ui/later.tsx';
import { resolveColors, theme } from '../ui/theme.ts';
import { answerPlan, planScenes } from './program.ts';
import { sceneNamed } from './scenes.ts';

declare global {
  interface Window {
    exercises: Record<string, Exercise>;
  }
}

const Landing = later(() => import('../screens/landing/Landing.tsx'));
const NewSession = later(() => import('../screens/new/NewSession.tsx'));
const DayScreen = later(() => import('../screens/day/Day.tsx'));
const NewProgram = later(() => import('../screens/day/NewProgram.tsx'));
const Plan = later(() => import('../screens/plan/Plan.tsx'));
const Sheets = later(() => import('../screens/sheets/Sheets.tsx'));
const NotFound = later(() => import('../screens/notfound/NotFound.tsx'));

const answers: Record<string, unknown> = {
  '/api/me': {
    person: 'ana',
    name: 'Ana',
    member: false,
    mayOpen: true,
    sessions: [
      {
        id: 'abc',
        title: 'Prototypical examples',
        exercise: 'prototypical-examples',
        role: 'lead',
        phase: 'ended',
        at: Date.now() - 9e8,
      },
      {
        id: 'abd',
        title: 'Prototypical examples, with your own idea',
        exercise: 'prototypical-examples-explain',
        role: 'member',
        phase: 'running',
        at: Date.now(),
      },
    ],
  },
  '/api/passages/fields': ['cond-mat.soft', 'math.CO', 'q-bio.PE', 'econ.TH'].map((field, i) => ({
    field,
    count: 12 + i,
  })),
};
function answerTo(path: string): unknown {
  if (path.endsWith('/invitation')) {
    return { code: 'KTRWPM', link: '/j/x', url: 'http://192.168.1.20:8787/j/KTRWPM', expires: 0 };
  }
  if (path.startsWith('/api/join/'))
    return { title: 'Prototypical examples', exercise: 'Prototypical examples', lead: 'Mira' };
  if (path === '/api/exercises') {
    const cards = Object.values(window.exercises)
      .slice(0, 2)
      .map((exercise) => ({
        ...exercise,
        groupSize: 2,
        rounds: exercise.rounds.default,
        by: null,
      }));
    return { exercises: cards, drafts: [] };
  }
  const plan = planScenes.find((each) => each === name) ?? 'day';
  return answers[path] ?? answerPlan(path, plan, window.exercises) ?? {};
}
const name = new URLSearchParams(location.search).get('screen') ?? 'landing';
window.fetch = async (path) => new Response(JSON.stringify(answerTo(String(path))), { status: 200 });

const pages: Record<string, () => ReactNode> = {
  landing: () => <Landing />,
  new: () => <NewSession />,
  join: () => <Join code="KTRWPM" />,
  'not-found': () => <NotFound />,
  'day-new': () => <NewProgram />,
  ...Object.fromEntries(planScenes.map((scene) => [scene, () => <DayScreen id="p" />])),
  plan: () => <Plan token="t" />,
  sheets: () => <Sheets id="p" />,
  balls: () => (
    <div style={{ display: 'grid', gridTemplateColumns: 'repeat(5, 200px)', padding: 24, gap: 16 }}>
      {[0, 1, 2, 3, 5, 8, 12, 20, 40, 60].map((hairs) => (
        <Ball key={hairs} seed={hairs + 5} hairs={hairs} size={200} />
      ))}
    </div>
  ),
};

const scene = pages[name] ? null : sceneNamed(name, window.exercises);
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={resolveColors} defaultColorScheme="auto">
      <CommandsProvider>
        {scene ? (
          <SessionProvider id="abc" client={scene.client}>
            <PhasePage page={scene.page} storeFailed={false} />
          </SessionProvider>
        ) : (
          pages[name]?.()
        )}
      </CommandsProvider>
    </MantineProvider>
  </StrictMode>,
);
