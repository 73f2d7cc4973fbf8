import { Button, Menu } from '@mantine/core';
import '@mantine/core/styles/Popover.css';
import '@mantine/core/styles/Menu.css';
import { memo } from 'react';
import type { Sort } from '../../analysis/page/marks.ts';
import type { Sight } from '../../core/session/exercise.ts';
import { say } from '../../web/messages/en.ts';

interface ToolsProps {
  sorts: readonly Sort[];
  /** Who sees what is pulled out; null where nothing can be. */
  sight: Sight | null;
  onMark: (sort: string | null) => void;
  onPull: (what: 'line' | 'paragraph') => void;
}

/** For fingers, and for whoever doesn't know the keys yet. Drawn once: menus cost more than the letters beside them. */
export const Tools = memo(function Tools({ sorts, sight, onMark, onPull }: ToolsProps) {
  return (
    <>
      {sorts.length > 0 && (
        <Menu position="top-start" withinPortal returnFocus={false}>
          <Menu.Target>
            <Button variant="default" size="sm">
              {say.text.mark}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {sorts.map(({ value, label }, i) => (
              <Menu.Item key={value} rightSection={<kbd>Alt+{i + 1}</kbd>} onClick={() => onMark(value)}>
                {label}
              </Menu.Item>
            ))}
            <Menu.Item rightSection={<kbd>Alt+0</kbd>} onClick={() => onMark(null)}>
              {say.text.noMark}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {sight && (
        <Menu position="top-start" withinPortal returnFocus={false}>
          <Menu.Target>
            <Button variant="default" size="sm">
              {say.text.pull}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{say.text.seen[sight]}</Menu.Label>
            <Menu.Item onClick={() => onPull('line')}>{say.text.pullLine}</Menu.Item>
            <Menu.Item onClick={() => onPull('paragraph')}>{say.text.pullParagraph}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
});
