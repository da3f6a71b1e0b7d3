/** Service mode of the product as a possible cause: it then responds to API requests with a page, an error or a redirect. */
export const SERVICE_MODE =
  'После изменения конфигурации платформа не отвечает на запросы к API, пока администратор не войдёт в неё через браузер.';
