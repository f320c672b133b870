/// The Lithuanian catalogue as one chunk, loaded only when it is the language chosen.
import shell from '$locales/lt/shell.ftl?raw';
import words from '$locales/lt/words.ftl?raw';
import forms from '$locales/lt/forms.ftl?raw';
import goods from '$locales/lt/goods.ftl?raw';
import coordination from '$locales/lt/coordination.ftl?raw';
import funds from '$locales/lt/funds.ftl?raw';
import chain from '$locales/lt/chain.ftl?raw';
import sites from '$locales/lt/sites.ftl?raw';
import stock from '$locales/lt/stock.ftl?raw';
import problems from '$locales/lt/problems.ftl?raw';
import tasks from '$locales/lt/tasks.ftl?raw';
import moves from '$locales/lt/moves.ftl?raw';

export default [shell, words, forms, goods, coordination, funds, chain, sites, stock, moves, tasks, problems].join('\n');
