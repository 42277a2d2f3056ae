"""`graphlib`: orders and cycles."""


def show(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e, e.args)


from graphlib import *
ts=TopologicalSorter({"D":{"B","C"},"C":{"A"},"B":{"A"}}); ts.prepare(); 
print(ts.is_active(), ts.get_ready(), ts.get_ready(), ts.is_active()); ts.done("A"); print(sorted(ts.get_ready())); ts.done("B"); print(ts.get_ready()); ts.done("C"); print(ts.get_ready(), bool(ts)); ts.done("D"); print(bool(ts), ts.get_ready())
show(lambda: ts.done("D"))
show(lambda: ts.done("Q"))
show(lambda: ts.prepare())
show(lambda: ts.add("x"))
t2=TopologicalSorter()
show(lambda: t2.get_ready())
show(lambda: t2.is_active())
show(lambda: t2.done("a")); t2.add(1,2); t2.add(1,2,3); t2.add(2)
show(lambda: list(t2.static_order()))
show(lambda: t2.prepare())
t3=TopologicalSorter({1:[2],2:[3],3:[1],4:[1]})
show(lambda: t3.prepare())
show(lambda: t3.prepare())
show(lambda: t3.get_ready())
show(lambda: TopologicalSorter({1:[1]}).prepare())
show(lambda: list(TopologicalSorter({1:[2],2:[1]}).static_order()))
show(lambda: TopologicalSorter({1:[[]]}) )
show(lambda: TopologicalSorter(3))
show(lambda: TopologicalSorter[int])
t4=TopologicalSorter({1:[2,3],2:[4],3:[4]}); print(list(t4.static_order())); t5=TopologicalSorter({1:[2]}); t5.prepare()
show(lambda: t5.done(1))
show(lambda: t5.done(2)); print(t5.get_ready())
show(lambda: t5.done(2,2))
show(lambda: t5.done(2))
show(lambda: list(TopologicalSorter({'a':'bc','b':'d','c':'d','e':'a'}).static_order()))
show(lambda: TopologicalSorter({0:[5],1:[0],2:[1,4],3:[2],4:[3],5:[6],6:[7]}).prepare())
show(lambda: TopologicalSorter({1:[2],2:[3],3:[2]}).prepare())
show(lambda: TopologicalSorter({i:[(i+1)%5] for i in range(5)}).prepare())
t6=TopologicalSorter({1:[2]}); g=t6.static_order(); print(type(g)); t6.add(5); print(list(g)); t7=TopologicalSorter({1:[2]}); t7.prepare()
show(lambda: t7.prepare()); t7.get_ready()
show(lambda: t7.prepare()); print(t7.is_active())
