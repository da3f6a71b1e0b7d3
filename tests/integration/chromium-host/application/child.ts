/** The other end of the utility process: answers with what it got, or says whether it was given `electron`. */
process.parentPort.on('message', ({ data }: { data: unknown }) => {
  if (data !== 'import electron') {
    process.parentPort.postMessage({ got: data });
    return;
  }
  import('electron').then(
    () => process.parentPort.postMessage('given'),
    (error: Error) => process.parentPort.postMessage(error.message),
  );
});
