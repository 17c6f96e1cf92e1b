// Judging, in the conversation's script: a click on right or wrong is sent to Python as 'judge', and
// what came of it comes back as the property judged. Only then is anything said to be saved.
{
  const controls = ({ turn, number }) => element.querySelector(
    `.hmh-judging[data-turn="${turn}"]${number === null ? ':not([data-number])' : `[data-number="${number}"]`}`,
  );

  const press = (judging, verdict) => {
    for (const button of judging.querySelectorAll('.hmh-verdict')) {
      button.setAttribute('aria-pressed', String(button.dataset.verdict === verdict));
    }
    judging.querySelector('.hmh-comment').hidden = verdict === null;
  };

  const pressed = (judging) => judging.querySelector('[aria-pressed="true"]')?.dataset.verdict ?? null;

  element.addEventListener('click', (event) => {
    const button = event.target.closest('.hmh-verdict, .hmh-comment-save');
    if (!button) return;
    const judging = button.closest('.hmh-judging');
    const chosen = button.dataset.verdict;
    if (chosen) press(judging, chosen === pressed(judging) ? null : chosen);
    trigger('judge', {
      turn: Number(judging.dataset.turn),
      number: judging.dataset.number ? Number(judging.dataset.number) : null,
      verdict: pressed(judging),
      comment: judging.querySelector('textarea').value,
    });
  });

  watch('judged', () => {
    const judging = props.judged && controls(props.judged);
    if (!judging) return;
    press(judging, props.judged.verdict);
    judging.dataset.id = props.judged.id || '';
    judging.querySelector('.hmh-judged').textContent = props.judged.said;
  });

  // Deleted where all that is stored is listed: one by its id, or all.
  document.addEventListener('hmh-judgements-gone', ({ detail: id }) => {
    for (const judging of element.querySelectorAll('.hmh-judging')) {
      if (id && judging.dataset.id !== id) continue;
      press(judging, null);
      judging.querySelector('textarea').value = '';
      judging.querySelector('.hmh-judged').textContent = '';
    }
  });
}
