// Changes of the blueprint from the page: words for what is refused, and the way back.
import { notifications } from '@mantine/notifications';
import type { QueryClient } from '@tanstack/react-query';
import { changeSchema, type SchemaChange } from '../api/effect';
import { ApiError } from '../api/http';

export function refusalWords(error: unknown): string {
  if (!(error instanceof ApiError)) return error instanceof Error ? error.message : String(error);
  if (error.status === 403) {
    return 'The blueprint is changed by those who have the scope “admin”. Ask whoever runs csip for it, or open the page on the machine it runs on.';
  }
  const details = error.body.codaDetail?.validationErrors?.map(({ message }) => message) ?? [];
  return details.length > 0 ? details.join(' ') : error.message;
}

/** Says that it is done, with a button that takes it back. */
export function tellDoneWithUndo(message: string, undo: () => Promise<unknown>, client: QueryClient) {
  const back = async () => {
    notifications.hide(id);
    try {
      await undo();
      await client.invalidateQueries();
      notifications.show({ message: 'It is as it was', color: 'gray' });
    } catch (error) {
      notifications.show({ title: 'It could not be taken back', message: refusalWords(error), color: 'red', autoClose: 10_000 });
    }
  };
  const id = notifications.show({
    color: 'gray',
    autoClose: 12_000,
    message: (
      <>
        {message}{' '}
        <button type="button" className="text-button" onClick={() => void back()}>
          Undo
        </button>
      </>
    ),
  });
}

export const tellChanged = (message: string, back: SchemaChange[], client: QueryClient) =>
  tellDoneWithUndo(message, () => changeSchema(back, 'taken back'), client);
