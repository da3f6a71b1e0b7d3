import { useTranslation } from 'react-i18next';
import { type HandOverLabels, handOverMessage } from '../../../../shared/model/handOver.ts';
import { useConnection } from '../../../api/connectionQueries.ts';
import { useFormat } from '../../../i18n/format.ts';
import type { HandedOverKey } from './handedOverKey.ts';

/** What the user of a key has to know except for the secret, and the labels with which main copies the same. */
export function useMessage(
  connectionId: string,
  key: HandedOverKey,
): { readonly text: string; readonly labels: HandOverLabels } {
  const { t } = useTranslation();
  const format = useFormat();
  const connection = useConnection(connectionId);
  const { expirationDate } = key;
  const labels = {
    address: t('handOver.message.address'),
    token: t('keys.token'),
    username: t('keys.userName'),
    expires: t('keys.expires'),
    expiry:
      expirationDate === null
        ? t('handOver.message.noExpiry')
        : `${format.dateTime(expirationDate)} (${format.zoneName}, ${format.zoneOffset(expirationDate)})`,
    link: t('handOver.message.link'),
    note: t('handOver.message.note'),
  };
  return { text: connection === undefined ? '' : handOverMessage(connection, key, labels), labels };
}
