import type { ActivityLabels } from '../../../../electron/services/activity/activityTable.ts';
import { ACTIVITY_ACTIONS, ACTIVITY_COLUMNS, ACTIVITY_OUTCOMES } from '../../../../shared/model/activity.ts';

const say = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, `word ${name}`])) as Record<Name, string>;

/** Labels as the window could send them: `word created`, and so on. */
export const activityLabels: ActivityLabels = {
  sheet: 'Activity',
  actions: say(ACTIVITY_ACTIONS),
  outcomes: say(ACTIVITY_OUTCOMES),
  columns: say(ACTIVITY_COLUMNS),
  sample: 'Sample',
};
