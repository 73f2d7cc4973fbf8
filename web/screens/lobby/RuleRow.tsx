import type { FormingRule } from '../../../core/session/forming/rule.ts';
import { say } from '../../messages/en.ts';
import css from './Lobby.module.css';

export interface Wish {
  rule: FormingRule;
  size: number;
}

/** One quiet line: by what the groups are made, and how large. */
export function RuleRow({ wish, onWish }: { wish: Wish; onWish: (wish: Wish) => void }) {
  const { rule, size } = wish;
  return (
    <fieldset className={css.rule}>
      <legend className="unseen">{say.groups.rule}</legend>
      <select
        aria-label={say.groups.size}
        value={size}
        onChange={(event) => onWish({ rule, size: Number(event.currentTarget.value) })}
      >
        {[...new Set([2, 3, 4, size])].sort().map((count) => (
          <option key={count} value={count}>
            {say.groups.of(count)}
          </option>
        ))}
      </select>
      <select
        aria-label={say.groups.teams}
        value={rule.teams}
        onChange={(event) =>
          onWish({ size, rule: { ...rule, teams: event.currentTarget.value as FormingRule['teams'] } })
        }
      >
        {Object.entries(say.groups.teamsAre).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <select
        aria-label={say.groups.level}
        value={rule.level}
        onChange={(event) =>
          onWish({ size, rule: { ...rule, level: event.currentTarget.value as FormingRule['level'] } })
        }
      >
        {Object.entries(say.groups.levels).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </fieldset>
  );
}
