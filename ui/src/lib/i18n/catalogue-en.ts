/// The English catalogue as one chunk, loaded only when it is the language chosen.
import shell from '$locales/en/shell.ftl?raw';
import words from '$locales/en/words.ftl?raw';
import forms from '$locales/en/forms.ftl?raw';
import goods from '$locales/en/goods.ftl?raw';
import coordination from '$locales/en/coordination.ftl?raw';
import funds from '$locales/en/funds.ftl?raw';
import chain from '$locales/en/chain.ftl?raw';
import sites from '$locales/en/sites.ftl?raw';
import stock from '$locales/en/stock.ftl?raw';
import problems from '$locales/en/problems.ftl?raw';
import tasks from '$locales/en/tasks.ftl?raw';
import moves from '$locales/en/moves.ftl?raw';

export default [shell, words, forms, goods, coordination, funds, chain, sites, stock, moves, tasks, problems].join('\n');
