// One or several of a column's options, each in its own colour. Who may change the blueprint can add one here.
import { useQueryClient } from '@tanstack/react-query';
import { addOption } from '../../api/effect';
import { schemaKey } from '../../api/schema';
import { itemsOf } from '../../api/values';
import { useMe } from '../../app/Me';
import { toneOfOption } from '../tone';
import type { EditorProps } from './editor';
import { Picker, type PickerItem } from './Picker';

export function OptionPicker({ multiple, ...props }: EditorProps & { multiple: boolean }) {
  const { table, column, value } = props;
  const client = useQueryClient();
  const { data: me } = useMe();
  const itemOf = (name: string): PickerItem => ({ key: name, label: name, tone: toneOfOption(column.options, name) });
  const add = async (name: string) => {
    await addOption(table.id, column.id, name);
    await client.invalidateQueries({ queryKey: schemaKey });
    return itemOf(name);
  };
  return (
    <Picker
      {...props}
      multiple={multiple}
      chosen={itemsOf(value).map((item) => itemOf(String(item)))}
      items={column.options?.map(({ name }) => itemOf(name)) ?? []}
      toValue={(chosen) => (multiple ? chosen.map(({ key }) => key) : (chosen[0]?.key ?? null))}
      create={me?.local ? { words: (text) => `Add the option “${text}”`, run: add } : undefined}
    />
  );
}
