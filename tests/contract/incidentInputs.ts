import { ENVIRONMENTS } from '../../shared/model/connection.ts';
import { INCIDENT_COLUMNS, INCIDENT_OUTCOMES, PART_STATES } from '../../shared/model/incident.ts';
import { ERROR_CODES } from '../../shared/result.ts';

const labelsFor = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, name]));

/** An incident of an earlier start, recorded before the channels are called. */
export const RECORDED_INCIDENT = 'incident-1';

/** The record of {@link RECORDED_INCIDENT}. */
export const INCIDENT_RECORD = `${JSON.stringify({
  version: 1,
  startedAt: '2026-11-01T10:00:00.000Z',
  criteria: { kind: 'everything' },
  connections: [{ id: 'sample', name: '' }],
  unmanaged: [],
})}\n`;

const report = {
  incidentId: RECORDED_INCIDENT,
  language: 'en',
  columns: labelsFor(INCIDENT_COLUMNS),
  outcomes: labelsFor(INCIDENT_OUTCOMES),
  states: labelsFor(PART_STATES),
  environments: labelsFor(ENVIRONMENTS),
  reasons: labelsFor(ERROR_CODES),
  sample: 'Sample platform',
} as const;

const FINDINGS_ID = '00000000-0000-4000-8000-000000000000';

/** Valid inputs of the channels about incidents, by channel. */
export const INCIDENT_INPUTS = {
  'incident:getState': undefined,
  'incident:listNames': undefined,
  'incident:readFile': { fileKind: 'Text' },
  'incident:search': { criteria: { kind: 'account', username: 'svc.erp' }, connectionIds: ['sample'] },
  'incident:listFound': { findingsId: FINDINGS_ID, connectionId: 'sample', search: '' },
  'incident:leaveOut': {
    findingsId: FINDINGS_ID,
    connectionId: 'sample',
    what: { kind: 'key', id: 'authkey.1' },
    isLeftOut: true,
  },
  'incident:discard': undefined,
  'incident:run': {
    findingsId: FINDINGS_ID,
    connectionIds: ['sample'],
    confirmedIds: [],
  },
  'incident:proceed': { incidentId: RECORDED_INCIDENT, connectionIds: ['sample'], confirmedIds: [] },
  'incident:restore': { incidentId: RECORDED_INCIDENT },
  'incident:stop': undefined,
  'incident:export': {
    incidentId: RECORDED_INCIDENT,
    columns: labelsFor(INCIDENT_COLUMNS),
    outcomes: labelsFor(INCIDENT_OUTCOMES),
    sample: 'Sample platform',
    fileKind: 'Workbook',
    format: 'xlsx',
    sheet: 'Report',
  },
  'incident:saveReport': { ...report, format: 'pdf', fileKind: 'PDF' },
  'incident:copyReport': report,
  'incident:dismiss': { incidentId: RECORDED_INCIDENT },
} as const;
