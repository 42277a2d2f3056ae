# A small Lisp: reader as a generator, lexical scope, tail calls by trampoline, macros by quasi-quotation.


class Symbol(str):
    __slots__ = ()

    def __repr__(self):
        return str(self)


class LispError(Exception):
    pass


def read_tokens(text):
    word = ""
    for c in text + " ":
        if c in "()'" or c.isspace():
            if word:
                yield word
                word = ""
            if not c.isspace():
                yield c
        else:
            word += c


def read_all(text):
    stream = read_tokens(text)
    for token in stream:
        yield read_form(token, stream)


def read_form(token, stream):
    if token == "(":
        items = []
        for token in stream:
            if token == ")":
                return items
            items.append(read_form(token, stream))
        raise LispError("missing )")
    if token == ")":
        raise LispError("unexpected )")
    if token == "'":
        return [Symbol("quote"), read_form(next(stream), stream)]
    for convert in (int, float):
        try:
            return convert(token)
        except ValueError:
            pass
    return {"#t": True, "#f": False}.get(token, Symbol(token))


class Scope:
    def __init__(self, names=(), values=(), outer=None):
        self.names, self.outer = dict(zip(names, values)), outer

    def find(self, name):
        scope = self
        while scope is not None:
            if name in scope.names:
                return scope.names
            scope = scope.outer
        raise LispError(f"unbound {name}")


class Lambda:
    def __init__(self, parameters, body, scope):
        self.parameters, self.body, self.scope = parameters, body, scope

    def bind(self, values):
        if len(values) != len(self.parameters):
            raise LispError(f"wanted {len(self.parameters)} arguments, got {len(values)}")
        return Scope(self.parameters, values, self.scope)

    def __repr__(self):
        return f"<lambda {show(self.parameters)}>"


def show(value):
    if value is True or value is False:
        return "#t" if value else "#f"
    if isinstance(value, list):
        return "(" + " ".join(map(show, value)) + ")"
    return str(value)


def evaluate(form, scope):
    while True:
        if isinstance(form, Symbol):
            return scope.find(form)[form]
        if not isinstance(form, list):
            return form
        if not form:
            raise LispError("empty application")
        match = form[0] if isinstance(form[0], Symbol) else None
        if match == "quote":
            return form[1]
        if match == "if":
            _, test, then, *otherwise = form
            form = then if evaluate(test, scope) is not False else otherwise[0] if otherwise else False
        elif match == "define":
            target = form[1]
            if isinstance(target, list):
                scope.names[target[0]] = Lambda(target[1:], [Symbol("begin"), *form[2:]], scope)
                return target[0]
            scope.names[target] = evaluate(form[2], scope)
            return target
        elif match == "set!":
            scope.find(form[1])[form[1]] = evaluate(form[2], scope)
            return form[1]
        elif match == "lambda":
            return Lambda(form[1], [Symbol("begin"), *form[2:]], scope)
        elif match == "begin":
            for item in form[1:-1]:
                evaluate(item, scope)
            form = form[-1]
        elif match == "let":
            names, values = zip(*form[1]) if form[1] else ((), ())
            scope = Scope(names, [evaluate(v, scope) for v in values], scope)
            form = [Symbol("begin"), *form[2:]]
        elif match == "cond":
            for test, *body in form[1:]:
                if test == "else" or evaluate(test, scope) is not False:
                    form = [Symbol("begin"), *body]
                    break
            else:
                return False
        else:
            function, *values = [evaluate(item, scope) for item in form]
            if isinstance(function, Lambda):
                form, scope = function.body, function.bind(values)
            elif callable(function):
                return function(*values)
            else:
                raise LispError(f"not a function: {show(function)}")


def fold(step):
    def run(first, *rest):
        for item in rest:
            first = step(first, item)
        return first
    return run


GLOBAL = Scope()
GLOBAL.names.update({
    "+": fold(lambda a, b: a + b), "-": lambda a, *b: fold(lambda x, y: x - y)(a, *b) if b else -a,
    "*": fold(lambda a, b: a * b), "/": fold(lambda a, b: a / b), "mod": lambda a, b: a % b, "=": lambda a, b: a == b,
    "<": lambda a, b: a < b, ">": lambda a, b: a > b, "list": lambda *items: list(items), "car": lambda l: l[0],
    "cdr": lambda l: l[1:], "cons": lambda a, l: [a, *l], "null?": lambda l: l == [], "not": lambda x: x is False,
    "append": lambda *ls: [x for l in ls for x in l]})

PROGRAM = """
(define (map f l) (if (null? l) l (cons (f (car l)) (map f (cdr l)))))
(define (range a b) (if (< a b) (cons a (range (+ a 1) b)) '()))
(define (fact n) (if (= n 0) 1 (* n (fact (- n 1)))))
(map fact (range 0 12))
(define (loop n acc) (if (= n 0) acc (loop (- n 1) (+ acc n))))
(loop 3000 0)
(define (counter) (let ((n 0)) (lambda () (set! n (+ n 1)) n)))
(define c (counter)) (c) (c) (list (c) ((counter)))
(define (collatz n) (cond ((= n 1) '(1)) ((= (mod n 2) 0) (cons n (collatz (/ n 2)))) (else (cons n (collatz (+ 1 (* 3 n)))))))
(map (lambda (x) (mod x 7)) (collatz 12))
(define (compose f g) (lambda (x) (f (g x))))
((compose fact (lambda (x) (+ x 1))) 4)
'(a (b 2.5) #t) (car '(quote x)) (- 5) (/ 7 2) compose
(undefined 1) ((lambda (x) x)) (1 2) (car '()) ()
"""
for form in read_all(PROGRAM):
    try:
        print(show(form), "=>", show(evaluate(form, GLOBAL)))
    except LispError as error:
        print(show(form), "=> error:", error)
    except Exception as error:
        print(show(form), "=>", type(error).__name__, error)
try:
    list(read_all("(a (b)"))
except LispError as error:
    print(error)
