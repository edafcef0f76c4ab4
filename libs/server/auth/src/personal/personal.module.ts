import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PreferencesController } from './http/preferences.controller';
import { ViewsController } from './http/views.controller';
import { UserPreferenceTable } from './persistence/user-preference.table';
import { ViewTable } from './persistence/view.table';
import { PreferencesService } from './preferences.service';
import { ViewsService } from './views.service';

/** What people keep for themselves: views of lists, and how they like the portal. */
@Module({
  imports: [TypeOrmModule.forFeature([ViewTable, UserPreferenceTable])],
  providers: [ViewsService, PreferencesService],
  controllers: [ViewsController, PreferencesController],
})
export class PersonalModule {}
