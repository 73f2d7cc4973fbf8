export const leadLink = {
  title: 'Handing you the lead…',
  name: 'Your name',
  go: 'Lead',
  gone: 'This link opens nothing. It may have been taken back; ask for a fresh one.',
};
