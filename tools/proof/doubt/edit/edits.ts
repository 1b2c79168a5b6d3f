/** Edits that a mistake makes in a template. Each throws where there is nothing to edit. */

import { type Finder, Place } from './find.ts';
import { type Given, type GivenObject, given, givenObject, type On } from './given.ts';
import { type Assembly, type Json, type JsonObject, list, listed, object, type Template } from './template.ts';

export type Edit = (assembly: Assembly) => void;

/** The properties of a resource, or a part of them: the live object. */
export type At = Finder | On<JsonObject>;

/** Several edits that make one mistake. */
export function together(...edits: readonly Edit[]): Edit {
  return (assembly) => {
    for (const edit of edits) edit(assembly);
  };
}

/** Sets properties, `A.B.C`; all but the last must be there. */
export function set(at: At, values: GivenObject): Edit {
  const edits = Object.entries(values).map(([path, value = null]) =>
    edit(at, path, (parent, key, assembly) => {
      parent[key] = given(value, assembly);
    }),
  );
  return together(...edits);
}

/** Sets a property to what becomes of it. */
export function change(at: At, path: string, by: (value: Json) => Json): Edit {
  return edit(at, path, (parent, key) => {
    parent[key] = by(there(parent, key));
  });
}

/** Removes a property, `A.B.C`, that must be there. */
export function unset(at: At, path: string): Edit {
  return edit(at, path, (parent, key) => {
    there(parent, key);
    delete parent[key];
  });
}

/** Renames the last key of a path, such as the operator of a condition. */
export function rename(at: At, path: string, to: string): Edit {
  return edit(at, path, (parent, key) => {
    const value = there(parent, key);
    delete parent[key];
    parent[to] = value;
  });
}

/** Appends to a list that is there or not. */
export function append(at: At, path: string, ...values: Given[]): Edit {
  return edit(at, path, (parent, key, assembly) => {
    parent[key] = [...listed(parent[key]), ...values.map((value) => given(value, assembly))];
  });
}

/** One more Allow in a document, the value of a property. */
export function lets(of: Finder, document: string, statement: GivenObject): Edit {
  return append(of, `${document}.Statement`, { Effect: 'Allow', ...statement });
}

/** Adds to a value that stands for itself or for a list, and must be there. */
export function widen(at: At, path: string, ...values: Given[]): Edit {
  return edit(at, path, (parent, key, assembly) => {
    parent[key] = [...listed(there(parent, key)), ...values.map((value) => given(value, assembly))];
  });
}

/** Takes from a list what a test finds. */
export function narrow(at: At, path: string, isGone: (value: Json) => boolean): Edit {
  return change(at, path, (value) => {
    const kept = list(value, path).filter((each) => !isGone(each));
    if (kept.length === list(value, path).length) throw new Error(`nothing to take from ${JSON.stringify(value)}`);
    return kept;
  });
}

/** Template of the stack that a resource stands in. */
export function templateOf(of: Finder): (assembly: Assembly) => Template {
  return (assembly) => {
    const { stack } = of(assembly);
    const template = assembly.templates[stack];
    if (template === undefined) throw new Error(`no stack ${stack}`);
    return template;
  };
}

/** A section of that template, made where it is not there. */
export function section(of: Finder, name: 'Conditions' | 'Outputs' | 'Parameters'): On<JsonObject> {
  return (assembly) => {
    const template = templateOf(of)(assembly);
    const made = object(template[name] ?? {}, name);
    template[name] = made;
    return made;
  };
}

/** Adds a resource to the stack that another stands in. */
export function add(beside: Finder, id: string, type: string, properties: GivenObject): Edit {
  return (assembly) => {
    const { Resources } = templateOf(beside)(assembly);
    if (Resources[id] !== undefined) throw new Error(`there is a ${id} already`);
    Resources[id] = { Type: type, Properties: givenObject(properties, assembly) };
  };
}

/** Adds a second resource, like another but for some properties. */
export function addLike(first: Finder, id: string, but: GivenObject): Edit {
  return (assembly) => {
    const { resource, properties } = first(assembly);
    add(first, id, resource.Type, { ...properties, ...but })(assembly);
  };
}

/** Takes a resource out of its stack. */
export function remove(of: Finder): Edit {
  return (assembly) => {
    const { stack, id } = of(assembly);
    delete assembly.templates[stack]?.Resources[id];
  };
}

function there(parent: JsonObject, key: string): Json {
  const value = parent[key];
  if (value === undefined) throw new Error(`no ${key} among ${Object.keys(parent).join(', ')}`);
  return value;
}

function edit(at: At, path: string, by: (parent: JsonObject, key: string, assembly: Assembly) => void): Edit {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  return (assembly) => {
    const found = at(assembly);
    const top = found instanceof Place ? found.properties : found;
    const parent = keys.reduce<JsonObject>((of, key) => object(of[key], `${key} of ${path}`), top);
    by(parent, last, assembly);
  };
}
