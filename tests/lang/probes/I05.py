# I05 sole-argument genexp, syntax errors
# differs: one message for generator expressions among arguments is different
print(sum(i * i for i in range(4)), sum((i for i in range(3)), 10))
for s in ("f(i for i in x, 1)", "f(1, i for i in x)", "f(a=1, i for i in x)", "dict(a = i for i in range(10))", "(i for i in x) = 1", "(i for i in x) += 1",
          "del (i for i in x)", "[(yield i) for i in x]", "(i for i in (yield))", "((yield i) for i in x)", "[i for i in x if (yield)]", "(x:=1 for i in y)", "[i:=1 for i in y]",
          "(*a for a in b)", "{**a for a in b}"):
    try:
        compile(s, "<s>", "exec")
        print("ok")
    except SyntaxError as e:
        print(e.msg)
