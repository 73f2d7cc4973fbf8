import { Menu } from '@mantine/core';
import '@mantine/core/styles/Popover.css';
import '@mantine/core/styles/Menu.css';
import type { Flag } from '../../../core/session/parts.ts';
import { say } from '../../messages/en.ts';
import { useClient, useNameOf } from '../../session/context.tsx';
import { aheadOf, type Standing } from '../../session/standing.ts';
import { useCommands } from '../../ui/commands.tsx';
import { useThemeTurn } from '../../ui/ThemeToggle.tsx';
import css from './Room.module.css';

export type Panel = 'parked' | 'page' | 'extensions' | 'device';

const flags: Flag[] = ['working', 'stuck', 'done', 'help'];

/** The flag, and the rest behind one word. */
export function More({
  standing,
  panel,
  onPanel,
}: {
  standing: Standing;
  panel: Panel | null;
  onPanel: (panel: Panel | null) => void;
}) {
  const client = useClient();
  const nameOf = useNameOf();
  const theme = useThemeTurn();
  const person = standing.hands[0];
  const { room, work } = standing;
  const flag = (person && work.flags[person]) || 'working';
  const done = aheadOf(standing).lastInStretch && room.exercise.extensions.length > 0;
  const panels: { panel: Panel; label: string }[] = [
    { panel: 'parked', label: say.room.parked },
    { panel: 'page', label: say.room.page },
    ...(done ? [{ panel: 'extensions' as const, label: say.room.doneEarly }] : []),
    { panel: 'device', label: say.lobby.otherDevice },
  ];
  const { hands } = standing;
  const leaving = hands.map((leaver) => ({
    id: `leave-${leaver}`,
    label: hands.length > 1 ? say.room.leavesNow(nameOf(leaver)) : say.room.leaveNow,
    run: () => client.act({ type: 'leave', person: leaver }, leaver),
  }));
  const setFlag = (next: Flag) => client.act({ type: 'set-flag', flag: next }, person);
  useCommands([
    ...leaving,
    ...panels.map((item) => ({
      id: `panel-${item.panel}`,
      label: item.label,
      ...(item.panel === 'parked' ? { key: 'i' } : {}),
      run: () => onPanel(panel === item.panel ? null : item.panel),
    })),
    ...flags.map((item) => ({
      id: `flag-${item}`,
      label: `${say.room.flag} ${say.room.flags[item]}`,
      run: () => setFlag(item),
    })),
  ]);
  return (
    <>
      <label>
        <span className="unseen">{say.room.flag}</span>
        <select
          className={css.flag}
          value={flag}
          onChange={(event) => setFlag(event.currentTarget.value as Flag)}
        >
          {flags.map((item) => (
            <option key={item} value={item}>
              {say.room.flags[item]}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        className={`${css.small} ${css.pageNow}`}
        aria-pressed={panel === 'page'}
        onClick={() => onPanel(panel === 'page' ? null : 'page')}
      >
        {say.room.page}
      </button>
      <Menu position="top-end" withinPortal withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <button type="button" className={css.small}>
            {say.room.moreMenu}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{say.list(Object.keys(standing.seats).map(nameOf))}</Menu.Label>
          {panels.map((item) => (
            <Menu.Item key={item.panel} onClick={() => onPanel(item.panel)}>
              {item.label}
            </Menu.Item>
          ))}
          {leaving.map(({ id, label, run }) => (
            <Menu.Item key={id} onClick={run}>
              {label}
            </Menu.Item>
          ))}
          <Menu.Item closeMenuOnClick={false} onClick={theme.turn}>
            {say.app.theme.label}: {theme.now}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
