import '@mantine/dates/styles.css';
import { DatePicker } from '@mantine/dates';

export default function CalendarPanel({ value, onPick }: { value: string | null; onPick: (day: string) => void }) {
  return (
    <DatePicker
      size="sm"
      value={value}
      {...(value ? { defaultDate: value } : {})}
      highlightToday
      onChange={(day) => {
        // A second click on the day that is chosen means that day, not none.
        const chosen = day ?? value;
        if (chosen) onPick(chosen.slice(0, 10));
      }}
      ariaLabels={{
        previousMonth: 'Previous month', nextMonth: 'Next month', previousYear: 'Previous year', nextYear: 'Next year',
        previousDecade: 'Previous ten years', nextDecade: 'Next ten years', monthLevelControl: 'Choose a month', yearLevelControl: 'Choose a year',
      }}
    />
  );
}
