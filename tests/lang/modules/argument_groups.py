# Command lines: groups, subcommands, formatters, wrong declarations.
import argparse, sys, io
def run(p, argv):
    e = io.StringIO(); old = sys.stderr, sys.stdout; o = io.StringIO()
    sys.stderr, sys.stdout = e, o
    try: r = p.parse_args(argv)
    except SystemExit as x: r = ('exit', x.code)
    except BaseException as x: r = (type(x).__name__, str(x))
    sys.stderr, sys.stdout = old
    print(argv, '->', r, e.getvalue(), o.getvalue(), sep='\n' if e.getvalue() or o.getvalue() else ' ')
q = argparse.ArgumentParser(prog='q', formatter_class=argparse.ArgumentDefaultsHelpFormatter)
g = q.add_mutually_exclusive_group(required=True); g.add_argument('-a', action='store_true', help='aa'); g.add_argument('-b', type=int, default=3, help='bb')
h = q.add_argument_group('extra', 'more options'); h.add_argument('--x', default='1', type=int, help='xx'); h.add_argument('y', nargs='?', default=2.5, help='yy')
print(q.format_help())
for a in [[],['-a'],['-a','-b','1'],['-b','2','z'],['-b','x'],['-a','--x','9']]: run(q, a)
s = argparse.ArgumentParser(prog='s'); s.add_argument('--top'); sub = s.add_subparsers(dest='cmd', help='commands', required=True)
s1 = sub.add_parser('one', help='first'); s1.add_argument('k', type=int); s1.add_argument('-z', action='store_true'); s2 = sub.add_parser('two', help='second', aliases=['t']); s2.set_defaults(func='F')
print(s.format_help(), s1.format_help())
for a in [[],['one','3'],['one'],['two'],['t'],['three'],['--top','q','one','4','-z'],['one','4','extra']]: run(s, a)
print(s.parse_known_args(['one','3','--what','u'])); print(argparse.Namespace(a=1,b='x'), argparse.Namespace(a=1)==argparse.Namespace(a=1), 'a' in argparse.Namespace(a=1))
p = argparse.ArgumentParser(prog='p')
p.add_argument('-n')
for f in [lambda: p.add_argument('-n'), lambda: p.add_argument('x', required=True), lambda: p.add_argument('--q', action='bad'), lambda: p.add_argument('--q', type='int'), lambda: p.add_argument('--q2', nargs=0)]:
    try: f(); print('ok')
    except BaseException as e: print(type(e).__name__, e)
