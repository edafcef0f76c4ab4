import { Component, provideBrowserGlobalErrorListeners } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { MatButtonModule } from '@angular/material/button';

@Component({
  selector: 'bur-root',
  imports: [MatButtonModule],
  template: `<button class="p-4" matButton="filled">Hi</button>`,
})
class Root {}
bootstrapApplication(Root, { providers: [provideBrowserGlobalErrorListeners()] });
