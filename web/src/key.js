// The key of who has signed in: kept in this tab until they sign out or close it, and sent with each question.
const STORED = 'partner-registry:key';
const SENDABLE = /^[\x21-\x7e]+$/; // what a header can hold

export const canBeSent = (key) => SENDABLE.test(key);
export const keptKey = () => sessionStorage.getItem(STORED);
export const keepKey = (key) => sessionStorage.setItem(STORED, key);
export const forgetKey = () => sessionStorage.removeItem(STORED);
export const authorization = (key = keptKey()) => (key ? { authorization: `Bearer ${key}` } : {});
