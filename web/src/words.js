// The page's own words. Questions and answers come from the server and are not translated here.
export const WORDS = {
  en: {
    skip: 'Skip to the answer',
    name: 'Partner registry',
    nav: 'API',
    schema: 'Schema',
    health: 'Health',
    language: 'Language',
    session: 'Who is signed in',
    anonymous: 'Not signed in. What is published is shown.',
    signedIn: 'Signed in as',
    roles: { PARTNER: 'partner', OFFICER: 'officer', ADMIN: 'administrator' },
    signIn: 'Sign in',
    signOut: 'Sign out',
    cancel: 'Cancel',
    keyLabel: 'Key or access token',
    keyNote: 'Kept in this tab until you sign out or close it.',
    notKey: 'A key has no spaces, and only Latin letters, digits and signs.',
    headline: 'Who works with whom, and who can introduce you',
    about:
      'One graph of Russian and foreign universities, the agency’s offices abroad, and the contacts, agreements and events between them. Ask it anything through GraphQL: find an institution by any of its names, rank possible partners with reasons, or look at the network as it was on a date.',
    searchLabel: 'Find an institution',
    searchButton: 'Search',
    searching: 'Searching…',
    nothing: (text) => `Nothing found for “${text}”.`,
    examples: 'Questions to try',
    noExamples: 'The list of questions could not be loaded:',
    pick: 'Pick a question, and its answer appears here.',
    answer: 'Answer',
    asking: 'Asking…',
    took: (ms, size) => `Answered in ${ms} ms, ${size} kB`,
    failed: 'No answer',
    errors: 'The server reports',
    unreachable: 'The server cannot be reached.',
    notJson: (status) => `The server answered ${status}, and not in JSON.`,
    open: 'Open in GraphiQL',
    back: 'Back to the questions',
    views: 'How to show it',
    read: 'Answer',
    json: 'JSON',
    query: 'Query',
    variables: 'Variables',
    empty: 'none',
    yes: 'yes',
    no: 'no',
    scroll: 'Table, scrolls sideways',
    showing: (n, m) => `Showing first ${n} of ${m}`,
    showingLines: (n, m) => `Showing first ${n} of ${m} lines`,
    more: (n) => `Show ${n} more`,
    locale: 'en-GB',
  },
  ru: {
    skip: 'К ответу',
    name: 'Реестр партнёров',
    nav: 'API',
    schema: 'Схема',
    health: 'Состояние',
    language: 'Язык',
    session: 'Кто вошёл',
    anonymous: 'Вы не вошли. Показаны опубликованные сведения.',
    signedIn: 'Вы вошли как',
    roles: { PARTNER: 'партнёр', OFFICER: 'сотрудник представительства', ADMIN: 'администратор' },
    signIn: 'Войти',
    signOut: 'Выйти',
    cancel: 'Отмена',
    keyLabel: 'Ключ или токен доступа',
    keyNote: 'Хранится в этой вкладке, пока вы не выйдете или не закроете её.',
    notKey: 'В ключе нет пробелов, и в нём только латинские буквы, цифры и знаки.',
    headline: 'Кто с кем работает и кто может вас познакомить',
    about:
      'Единый граф российских и зарубежных университетов, представительств агентства за рубежом, а также контактов, соглашений и мероприятий между ними. Спрашивайте через GraphQL: найдите организацию по любому её названию, получите список возможных партнёров с обоснованием или посмотрите, какой была сеть на заданную дату.',
    searchLabel: 'Найти организацию',
    searchButton: 'Найти',
    searching: 'Ищем…',
    nothing: (text) => `По запросу «${text}» ничего не найдено.`,
    examples: 'Примеры вопросов',
    noExamples: 'Не удалось загрузить список вопросов:',
    pick: 'Выберите вопрос — ответ появится здесь.',
    answer: 'Ответ',
    asking: 'Спрашиваем…',
    took: (ms, size) => `Ответ за ${ms} мс, ${size} КБ`,
    failed: 'Ответа нет',
    errors: 'Сервер сообщает',
    unreachable: 'Сервер недоступен.',
    notJson: (status) => `Сервер ответил ${status}, и не в формате JSON.`,
    open: 'Открыть в GraphiQL',
    back: 'К списку вопросов',
    views: 'Как показать',
    read: 'Ответ',
    json: 'JSON',
    query: 'Запрос',
    variables: 'Переменные',
    empty: 'нет',
    yes: 'да',
    no: 'нет',
    scroll: 'Таблица, прокручивается вбок',
    showing: (n, m) => `Показано ${n} из ${m}`,
    showingLines: (n, m) => `Показано строк: ${n} из ${m}`,
    more: (n) => `Показать ещё ${n}`,
    locale: 'ru-RU',
  },
};

const STORED = 'partner-registry:language';

export function preferredLanguage() {
  const stored = localStorage.getItem(STORED);
  if (stored in WORDS) return stored;
  return navigator.language.startsWith('ru') ? 'ru' : 'en';
}

export function keepLanguage(language) {
  localStorage.setItem(STORED, language);
}

export function sayChrome(words, language) {
  document.documentElement.lang = language;
  document.title = words.name;
  for (const node of document.querySelectorAll('[data-words]')) node.textContent = words[node.dataset.words];
  for (const node of document.querySelectorAll('[data-words-label]')) node.ariaLabel = words[node.dataset.wordsLabel];
  for (const node of document.querySelectorAll('[data-language]')) node.ariaPressed = String(node.dataset.language === language);
}
