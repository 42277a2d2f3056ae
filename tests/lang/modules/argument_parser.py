# Command lines: parsing, help, errors.
import argparse, sys, io
def run(p, argv):
    e = io.StringIO(); old = sys.stderr, sys.stdout; o = io.StringIO()
    sys.stderr, sys.stdout = e, o
    try: r = p.parse_args(argv)
    except SystemExit as x: r = ('exit', x.code)
    except BaseException as x: r = (type(x).__name__, str(x))
    sys.stderr, sys.stdout = old
    print(argv, '->', r, e.getvalue(), o.getvalue(), sep='\n' if e.getvalue() or o.getvalue() else ' ')
p = argparse.ArgumentParser(prog='prog', description='A test program that has a long description so that it has to be wrapped at the width of the help text.', epilog='The end.')
p.add_argument('file', help='input file'); p.add_argument('rest', nargs='*', type=int, help='numbers')
p.add_argument('-n', '--num', type=int, default=5, help='a number (default: %(default)s)')
p.add_argument('-v', '--verbose', action='count', default=0); p.add_argument('--flag', action='store_true', help='set it')
p.add_argument('--no', dest='yes', action='store_false'); p.add_argument('-c', '--choice', choices=['a','b','c'], help='pick')
p.add_argument('-l', '--list', action='append', metavar='ITEM'); p.add_argument('--pair', nargs=2, type=float, metavar=('X','Y'), help='two values with a long help text that certainly needs to be wrapped onto several lines of text')
p.add_argument('--opt', nargs='?', const='C', default='D'); p.add_argument('--many', nargs='+'); p.add_argument('--version', action='version', version='%(prog)s 1.0')
p.add_argument('--feature', action=argparse.BooleanOptionalAction, help='feature'); p.add_argument('--const', action='store_const', const=42)
print(p.format_help()); print(p.format_usage())
for a in [['f'],['f','1','2'],['f','-n','7','3'],['-n3','f'],['--num=4','f'],['f','-vvv'],['f','-v','--flag','-v'],['f','--no'],['f','-c','b'],['f','-c','z'],['f','-l','a','-l','b'],['f','--pair','1','2.5'],['f','--pair','1'],['f','--opt'],['f','--opt','x'],['f','--many','a','b'],['f','--many'],[],['f','-n','x'],['f','zz'],['--version'],['-h'],['f','--unknown'],['f','--fl'],['f','--ver'],['f','--v'],['f','--','-n'],['f','--feature'],['f','--no-feature'],['f','--const'],['f','-n'],['f','--flag=1'],['-vn','3','f'],['f','-5'],['f','1','--flag','2'],['--num','-3','f'],['f','--nu','2']]: run(p, a)
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
for f in [lambda: p.add_argument('-n'), lambda: p.add_argument('x', required=True), lambda: p.add_argument('--q', action='bad'), lambda: p.add_argument('--q', type='int'), lambda: p.add_argument('--q2', nargs=0)]:
    try: f(); print('ok')
    except BaseException as e: print(type(e).__name__, e)
t = argparse.ArgumentParser(prog='a_program_with_quite_a_long_name'); 
for i in range(12): t.add_argument('--option-number-%d' % i, metavar='VALUE', help='value %d' % i)
t.add_argument('first'); t.add_argument('second', nargs='+'); print(t.format_help())
def even(s):
    if int(s) % 2: raise argparse.ArgumentTypeError(f'{s} is odd')
    return int(s)
u = argparse.ArgumentParser(prog='u', usage='%(prog)s [stuff]', add_help=False); u.add_argument('-e', type=even); print(u.format_help()); run(u, ['-e','3']); run(u, ['-e','4']); print(u.get_default('e'), u.set_defaults(zz=1), u.parse_args([]))
r = argparse.ArgumentParser(prog='r', description='  raw\n   text', formatter_class=argparse.RawTextHelpFormatter); r.add_argument('-x', help='line1\n  line2'); r.add_argument('cmd', nargs=argparse.REMAINDER); print(r.format_help()); run(r, ['-x','1','a','-x','b'])
