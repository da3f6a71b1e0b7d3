import { fakeLayout } from '../../fakes/layout.ts';
import { installBridge } from '../../fakes/windowBridge.ts';

// To be imported before anything of the window, which looks for the bridge at once.
installBridge();
fakeLayout();
