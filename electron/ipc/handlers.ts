import type { Handlers } from '../../shared/ipc/contract.ts';
import type { AppState } from '../../shared/model/appState.ts';
import type { Services } from '../services/services.ts';
import { SentLists } from './sentLists.ts';

/** Binds each channel to its service, without logic of its own. */
export function createHandlers(services: Services): Handlers {
  const { productPages } = services;
  const { appState, certificates, connections, connectionTransfer, keys, keyClipboard, reveals, lock } = services;
  const { recorded, activity, bulkChanges, keyExport, keyViews, keyLinks, keyTests, recordedKeyTests } = services;
  const { snippets, recordedHandOver } = services;
  const { keyNotes, adoptedKeys, recordedAdoption } = services;
  const { keyUsage, installationFacts } = services;
  const { protectedFiles, recordedProtectedFiles } = services;
  const { disabledBatches } = services;
  const { doctor, lastUse } = services;
  const { incidents, incidentFiles, incidentNames } = services;
  const { rotations, rotationFiles } = services;
  const { hygienePolicies, hygieneReports, ignoredFindings } = services;
  const { absences, reminders, reminderSettings, calendarExport, keptCalendar } = services;
  const stateAfter = async (change: Promise<void>): Promise<AppState> => {
    await change;
    return appState.get();
  };
  const sentLists = new SentLists();
  return {
    'app:getState': () => appState.get(),
    'app:setPreferences': (change) => appState.changePreferences(change),
    'app:retryKeychain': () => appState.retryKeychain(),
    'app:cancelKeychain': () => appState.cancelKeychain(),
    'app:acceptKeychainLoss': () => appState.acceptKeychainLoss(),

    'connections:list': () => connections.list(),
    'connections:add': (form) => recorded.addConnection(form),
    'connections:change': (form) => recorded.changeConnection(form),
    'connections:remove': ({ connectionId }) => recorded.removeConnection(connectionId),
    'connections:activate': ({ connectionId }) => connections.activate(connectionId),
    'connections:test': async (form) => ({ steps: await connections.test(form) }),
    'connections:export': ({ fileKind }) => connectionTransfer.save(fileKind),
    'connections:import': ({ fileKind }) => connectionTransfer.load(fileKind),
    'connections:chooseCertificates': ({ fileKind }) => certificates.choose(fileKind),
    'connections:openKeysPage': async ({ connectionId }) => ({ isOpened: await productPages.openKeys(connectionId) }),

    'installation:getFacts': () => ({ facts: installationFacts.all() }),
    'installation:readFacts': ({ connectionId }) => installationFacts.read(connectionId),

    'keys:list': async ({ connectionId, knownRevision, isFull }) =>
      sentLists.begin(await keys.list(connectionId, knownRevision, isFull)),
    'keys:head': ({ connectionId }) => services.listHeads.get(connectionId),
    'keys:listCached': async ({ connectionId }) => {
      const { list, fault } = await keys.listCached(connectionId);
      return { list: list && sentLists.begin(list), fault };
    },
    'keys:listNext': ({ next }) => sentLists.next(next),
    'keys:export': async ({ connectionId, tokens, format, fileKind, ...labels }) => ({
      saved: await keyExport.save(connectionId, tokens, labels, { format, fileKind }),
    }),
    'keys:getPermissions': ({ connectionId }) => keys.getPermissions(connectionId),
    'keys:create': (key) => recorded.createKey(key.connectionId, key.accountId, key.expirationDate),
    'keys:edit': ({ connectionId, key, expirationDate }) => recorded.editKey(connectionId, key, expirationDate),
    'keys:delete': ({ connectionId, keys: selected }) => recorded.deleteKeys(connectionId, selected),
    'keys:setExpiry': ({ connectionId, changes }) => recorded.setExpiry(connectionId, changes),
    'keys:test': ({ connectionId, keys: chosen }) => recordedKeyTests.test(connectionId, chosen),
    'keyTests:getState': () => keyTests.state,
    'keyTests:list': ({ connectionId }) => ({ results: keyTests.results(connectionId) }),
    'keyTests:stop': () => keyTests.stop(),
    'keyViews:get': ({ connectionId }) => keyViews.get(connectionId),
    'keyViews:set': ({ connectionId, view }) => keyViews.set(connectionId, view),
    'keyLinks:take': () => keyLinks.take(),
    'bulk:getState': () => bulkChanges.state,
    'bulk:stop': ({ connectionId }) => bulkChanges.stop(connectionId),
    'bulk:dismiss': ({ runId }) => bulkChanges.interrupted.dismiss(runId),
    'disabled:list': ({ connectionId }) => disabledBatches.list(connectionId),
    'disabled:disable': ({ connectionId, keys: chosen, origin }) =>
      disabledBatches.disable(connectionId, chosen, origin),
    'disabled:restore': ({ batchId, keys: chosen }) => disabledBatches.restore(batchId, chosen),
    'disabled:forget': ({ batchId }) => disabledBatches.forget(batchId),
    'keys:reveal': async ({ connectionId, key }) => ({
      secretKey: await recorded.revealSecret(connectionId, key),
    }),
    'keys:hide': () => reveals.hidden(),
    'keys:snippet': ({ connectionId, key, ...request }) => ({ parts: snippets.render(connectionId, key, request) }),
    'keys:saveSnippet': async ({ connectionId, key, fileKind, ...request }) => ({
      saved: await snippets.save(connectionId, key, request, fileKind),
    }),
    'keys:saveProtectedFile': async ({ connectionId, key, ...request }) => ({
      saved: await recordedProtectedFiles.save(connectionId, key, request),
    }),
    'keys:endProtectedFile': () => protectedFiles.end(),

    'accounts:listEligible': async ({ connectionId, search, skip, take }) => {
      const { items, total } = await keys.listEligibleAccounts(connectionId, search, { skip, take });
      return { items: [...items], total };
    },

    'clipboard:copyToken': ({ connectionId, key }) => recorded.copyToken(connectionId, key),
    'clipboard:copyTokens': async ({ connectionId, keys: references }) => ({
      copied: await recorded.copyTokens(connectionId, references),
    }),
    'clipboard:copyHandOver': ({ connectionId, key, labels }) => recorded.copyHandOver(connectionId, key, labels),
    'clipboard:copySecret': async ({ connectionId, key }) => ({
      clearsAt: await recorded.copySecret(connectionId, key),
    }),
    'clipboard:copySnippet': async ({ connectionId, key, ...request }) => ({
      clearsAt: await recordedHandOver.copySnippet(connectionId, key, request),
    }),
    'clipboard:copyPassphrase': async () => ({ clearsAt: await protectedFiles.copyPassphrase() }),
    'clipboard:clear': async () => ({ outcome: await keyClipboard.clear() }),
    'clipboard:copyNext': ({ connectionId, key }) => recorded.copyNext(connectionId, key),
    'clipboard:getState': () => keyClipboard.state,

    'lock:lock': () => {
      lock.lock();
      return appState.get();
    },
    'lock:unlock': ({ passphrase }) => stateAfter(lock.unlock(passphrase)),
    'lock:unlockWithSystem': () => stateAfter(lock.unlockWithSystem()),
    'lock:setPassphrase': ({ current, next }) => stateAfter(lock.setPassphrase(current, next)),
    'lock:removePassphrase': ({ current }) => stateAfter(lock.removePassphrase(current)),

    'activity:list': ({ skip, take, ...filter }) => activity.list(filter, { skip, take }),
    'activity:export': async ({ format, fileKind, ...request }) => ({
      saved: await activity.export(request, request, { format, fileKind }),
    }),

    'adopted:list': ({ connectionId }) => ({ keys: adoptedKeys.list(connectionId) }),
    'adopted:add': ({ connectionId, key }) => recordedAdoption.add(connectionId, key),
    'adopted:edit': ({ connectionId, token, details }) => adoptedKeys.edit(connectionId, token, details),
    'adopted:remove': ({ connectionId, token }) => recordedAdoption.remove(connectionId, token),

    'notes:list': ({ connectionId }) => keyNotes.list(connectionId),
    'notes:save': ({ connectionId, token, note }) => keyNotes.save(connectionId, token, note),
    'notes:remove': ({ connectionId, tokens }) => keyNotes.remove(connectionId, tokens),
    'usage:getState': () => keyUsage.state,
    'usage:chooseFolder': () => keyUsage.chooseFolder(),
    'usage:search': (request) => keyUsage.search(request),
    'usage:stop': () => keyUsage.stop(),
    'usage:copyPath': ({ path }) => keyUsage.copyPath(path),
    'usage:export': async ({ format, fileKind, ...labels }) => ({
      saved: await keyUsage.export(labels, { format, fileKind }),
    }),
    'usage:saveScannerRules': ({ fileKind }) => keyUsage.saveScannerRules(fileKind),

    'hygiene:getPolicy': ({ connectionId }) => hygienePolicies.get(connectionId),
    'hygiene:setPolicy': ({ connectionId, policy }) => hygienePolicies.set(connectionId, policy),
    'hygiene:getIgnored': ({ connectionId }) => ({ ignored: ignoredFindings.list(connectionId) }),
    'hygiene:ignore': async ({ connectionId, ...decision }) => ({
      isDone: await ignoredFindings.ignore(connectionId, decision),
    }),
    'hygiene:takeBack': ({ connectionId, ids }) => ignoredFindings.takeBack(connectionId, ids),
    'hygiene:export': async ({ format, fileKind, kind, ...request }) => ({
      saved: await hygieneReports.export(request, kind, { format, fileKind }),
    }),
    'hygiene:saveReport': async ({ connectionName, fileKind, ...request }) => ({
      saved: await hygieneReports.save(request, connectionName, fileKind),
    }),

    'lastUse:get': ({ connectionId }) => lastUse.get(connectionId),
    'lastUse:getState': () => lastUse.state,
    'lastUse:readFiles': async ({ connectionId, timeZone, fileKind }) => ({
      isRead: await lastUse.read(connectionId, timeZone, fileKind),
    }),
    'lastUse:readFolder': async ({ connectionId, timeZone }) => ({
      isRead: await lastUse.read(connectionId, timeZone, null),
    }),
    'lastUse:stop': () => lastUse.stop(),
    'lastUse:setTimeZone': ({ connectionId, timeZone }) => lastUse.setTimeZone(connectionId, timeZone),
    'lastUse:forget': ({ connectionId }) => lastUse.forget(connectionId),

    'incident:getState': () => incidents.getState(),
    'incident:listNames': () => incidentNames(),
    'incident:readFile': ({ fileKind }) => incidentFiles.read(fileKind),
    'incident:search': ({ criteria, connectionIds }) => incidents.search(criteria, connectionIds),
    'incident:listFound': ({ findingsId, connectionId, search }) =>
      incidents.listFound(findingsId, connectionId, search),
    'incident:leaveOut': ({ findingsId, connectionId, what, isLeftOut }) =>
      incidents.leaveOut(findingsId, connectionId, what, isLeftOut),
    'incident:discard': () => incidents.discard(),
    'incident:run': ({ findingsId, connectionIds, confirmedIds }) =>
      incidents.run(findingsId, connectionIds, confirmedIds),
    'incident:proceed': ({ incidentId, connectionIds, confirmedIds }) =>
      incidents.proceed(incidentId, connectionIds, confirmedIds),
    'incident:restore': ({ incidentId }) => incidents.restore(incidentId),
    'incident:stop': () => incidents.stop(),
    'incident:dismiss': ({ incidentId }) => incidents.dismiss(incidentId),
    'incident:export': async ({ incidentId, format, fileKind, ...labels }) => ({
      saved: await incidentFiles.saveTable(incidentId, labels, { format, fileKind }),
    }),
    'incident:saveReport': async ({ incidentId, language, format, fileKind, ...labels }) => ({
      saved: await incidentFiles.saveReport(incidentId, labels, language, format, fileKind),
    }),
    'incident:copyReport': ({ incidentId, language, ...labels }) =>
      incidentFiles.copyReport(incidentId, labels, language),

    'doctor:examine': ({ text, ...options }) => doctor.examine(text, options),

    'rotations:list': async ({ connectionId }) => ({ rotations: await rotations.list(connectionId) }),
    'rotations:start': ({ connectionId, ...request }) => rotations.start(connectionId, request),
    'rotations:proceed': ({ connectionId, ids }) => rotations.proceed(connectionId, ids),
    'rotations:takeBack': ({ connectionId, ids }) => rotations.takeBack(connectionId, ids),
    'rotations:finish': ({ connectionId, ids }) => rotations.finish(connectionId, ids),
    'rotations:dismiss': ({ connectionId, ids }) => rotations.dismiss(connectionId, ids),
    'rotations:stop': () => rotations.stop(),
    'rotations:getState': () => rotations.progress,
    'rotations:exportChecklist': async ({ connectionId, ids, language, fileKind }) => ({
      saved: await rotationFiles.save(connectionId, ids, language, fileKind),
    }),
    'rotations:copyChecklist': ({ connectionId, ids, language }) => rotationFiles.copy(connectionId, ids, language),
    'absence:get': () => absences.summary(),
    'absence:dismiss': () => absences.dismiss(),
    'reminders:getState': () => reminders.state,
    'reminders:setDays': ({ connectionId, days }) => reminderSettings.set(connectionId, days),
    'reminders:showTest': async () => ({ outcome: await reminders.showTest() }),
    'reminders:takeOpened': () => reminders.takeOpened(),
    'calendar:export': async ({ connectionId, fileKind }) => ({
      saved: await calendarExport.save(connectionId, fileKind),
    }),
    'calendar:getState': () => keptCalendar.state,
    'calendar:keep': ({ connectionId }) => keptCalendar.keep(connectionId),
    'calendar:stop': () => keptCalendar.stop(),
  };
}
