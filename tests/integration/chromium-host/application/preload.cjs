const { contextBridge, ipcRenderer } = require('electron');

const attempt = (task) => {
  try {
    task();
    return 'allowed';
  } catch (error) {
    return error.message;
  }
};

contextBridge.exposeInMainWorld('bridge', {
  invoke: (channel, value) => ipcRenderer.invoke(channel, value),
  refusals: {
    requireNode: attempt(() => require('node:fs')),
    sendSync: attempt(() => ipcRenderer.sendSync('electron-store-get-data')),
    webFrame: attempt(() => require('electron').webFrame),
  },
});
