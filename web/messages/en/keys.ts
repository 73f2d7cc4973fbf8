export const keys = {
  title: 'Keys',
  open: 'Keys',
  single: 'Single letters act',
  singleSays: 'Switch this off if you dictate, or hit keys by accident. Keys with Ctrl go on working.',
  palette: 'Find anything you can do here',
  none: 'Nothing of that name. Try “next” or “swap”.',
  paletteField: 'What do you want to do?',
  map: 'Show this map',
};
