/// The inbox and a task opened: what is a person's own, both versions, each choice with its effect, and a decision by keyboard.
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { listen } from '$lib/keyboard/keyboard.svelte';
import TaskPage from '$lib/features/tasks/TaskPage.svelte';
import TasksPage from '$lib/features/tasks/TasksPage.svelte';

listen();

test('the inbox says whose each task is and how it stands', async () => {
  render(TasksPage);
  const row = await screen.findByTestId('row-task-receipt_contested');
  expect(row.textContent).toContain('Received twice');
  expect(row.textContent).toContain('yours');
  expect(row.querySelector('a')?.getAttribute('href')).toBe('#/tasks/task');
  expect(screen.getByTestId('row-task-stock_short').textContent).not.toContain('yours');
  expect(screen.getByTestId('tasks-mine').textContent).toContain('1');
});

test('a task shows both versions and settles by keyboard only with a choice and a reason', async () => {
  render(TaskPage, { id: 'task' });
  await waitFor(() => expect(screen.getAllByTestId(/^version-/)).toHaveLength(2));
  expect(screen.getByTestId('choice-1').closest('label')?.textContent).toContain('Ask Rukla to reverse RUK-GRN-21-C-00001');
  expect(screen.getByTestId('choice-1').closest('label')?.textContent).toContain('Stock in Rukla');
  expect(screen.getByTestId('task-decisions').textContent).toContain('came second');
  await fireEvent.keyDown(window, { key: 'Enter', ctrlKey: true });
  await waitFor(() => expect(document.body.textContent).toContain('Choose what you decide'));
  expect(screen.getByTestId('task-state').dataset.state).toBe('open');
  await fireEvent.click(screen.getByTestId('choice-1'));
  await fireEvent.input(screen.getByTestId('field-reason'), { target: { value: 'asked by telephone' } });
  await fireEvent.keyDown(window, { key: 'Enter', ctrlKey: true });
  await waitFor(() => expect(document.body.textContent).not.toContain('Choose what you decide'));
});

test('a task that others settle can be read and not settled', async () => {
  render(TaskPage, { id: 'short' });
  await screen.findByTestId('task-text');
  expect(screen.getByTestId('task-leads-to').getAttribute('href')).toBe('#/count');
  expect(screen.queryByTestId('action-settle')).toBeNull();
});
