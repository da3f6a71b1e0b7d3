/** What can be wrong with the fields of a rotation. `beforeOverlapEnds`: the new key would expire before the overlap ends. */
export const ROTATION_FIELD_PROBLEMS = ['beforeOverlapEnds'] as const;
