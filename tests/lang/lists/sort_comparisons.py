# The comparisons of a sort, in their order, and what is left of one that fails.
# not-in: gc-every-1 too long for a collection at every allocation
import random
random.seed(7)
class L:
    def __init__(s,v): s.v=v
    def __lt__(s,o):
        log.append((s.v,o.v))
        return s.v<o.v
def h(log):
    r=0
    for a,b in log: r=(r*1000003 ^ (a*31+b)) & 0xffffffffffff
    return r
def data(kind,n):
    if kind==0: return [random.randrange(n) for _ in range(n)]
    if kind==1: return list(range(n))
    if kind==2: return list(range(n,0,-1))
    if kind==3: return [i//3 for i in range(n,0,-1)]
    if kind==4: return [random.randrange(4) for _ in range(n)]
    if kind==5:
        l=list(range(n))
        for _ in range(n//10+1): i=random.randrange(n); j=random.randrange(n); l[i],l[j]=l[j],l[i]
        return l
    if kind==6: return list(range(n//2))+list(range(n//2))
    if kind==7: return [(i*7919)%n if i%50<25 else i for i in range(n)]
    if kind==8: return [5]*(n//2)+[3]*(n//2)+list(range(n//4))
    return sorted(random.randrange(n) for _ in range(n//3))+sorted((random.randrange(n) for _ in range(n//3)),reverse=True)+[random.randrange(n) for _ in range(n//3)]
for n in 2, 3, 4, 5, 9, 17, 33, 63, 64, 65, 130:
    for kind in range(10):
        for rev in (0,1):
            l=[L(x) for x in data(kind,n)]
            log=[]
            r=sorted(l,reverse=rev)
            print(n,kind,rev,len(log),h(log),[x.v for x in r]==sorted([x.v for x in l],reverse=rev))


class Failing(L):
    def __lt__(self, other):
        global left
        left -= 1
        if left == 0:
            raise ZeroDivisionError
        return super().__lt__(other)


class Careless(L):
    def __lt__(self, other):
        global left
        left -= 1
        return left % 3 == 0


for n in 5, 40, 100:
    for fails_at in 1, n // 2, n, 3 * n:
        l = [Failing(x) for x in data(5, n)]
        values, log, left = sorted(x.v for x in l), [], fails_at
        try:
            l.sort()
        except ZeroDivisionError:
            print("failed")
        print(n, fails_at, h([(x.v, 0) for x in l]), sorted(x.v for x in l) == values)
    l = [Careless(x) for x in data(0, n)]
    values, left = sorted(x.v for x in l), 1000000
    l.sort()
    print(n, left, h([(x.v, 0) for x in l]), sorted(x.v for x in l) == values)
for items in [3, None, 2.5, 1], [2, 2.5, None], [(1, 2), (1, None)], [1, "a", None]:
    try:
        print(sorted(items))
    except TypeError as e:
        print(e)
