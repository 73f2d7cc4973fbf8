export const link = {
  copy: 'Copy the link',
  made: 'Here it is. It works once.',
  make: 'Make the link',
  reusable: 'Here it is.',
};
