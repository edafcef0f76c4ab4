import { type EntityStatus, type JsonObject } from '@bureau/contracts';
import {
  DescriptionField,
  MetadataField,
  NameField,
  StatusField,
  TypeField,
} from './entity-fields.decorators';

/** A new record. */
export class NewEntityDto {
  @NameField(true)
  name!: string;

  @DescriptionField()
  description?: string | null;

  @StatusField(false)
  status?: EntityStatus;

  @TypeField()
  type?: string | null;

  @MetadataField()
  metadata?: JsonObject;
}

/** Changes of a record: fields that are left out stay. */
export class EntityChangesDto {
  @NameField(false)
  name?: string;

  @DescriptionField()
  description?: string | null;

  @StatusField(false)
  status?: EntityStatus;

  @TypeField()
  type?: string | null;

  @MetadataField()
  metadata?: JsonObject;
}

export class EntityStatusDto {
  @StatusField(true)
  status!: EntityStatus;
}
