# Command lines: long usage, types, raw text.
import argparse, sys, io
def run(p, argv):
    e = io.StringIO(); old = sys.stderr, sys.stdout; o = io.StringIO()
    sys.stderr, sys.stdout = e, o
    try: r = p.parse_args(argv)
    except SystemExit as x: r = ('exit', x.code)
    except BaseException as x: r = (type(x).__name__, str(x))
    sys.stderr, sys.stdout = old
    print(argv, '->', r, e.getvalue(), o.getvalue(), sep='\n' if e.getvalue() or o.getvalue() else ' ')
t = argparse.ArgumentParser(prog='a_program_with_quite_a_long_name'); 
for i in range(12): t.add_argument('--option-number-%d' % i, metavar='VALUE', help='value %d' % i)
t.add_argument('first'); t.add_argument('second', nargs='+'); print(t.format_help())
def even(s):
    if int(s) % 2: raise argparse.ArgumentTypeError(f'{s} is odd')
    return int(s)
u = argparse.ArgumentParser(prog='u', usage='%(prog)s [stuff]', add_help=False); u.add_argument('-e', type=even); print(u.format_help()); run(u, ['-e','3']); run(u, ['-e','4']); print(u.get_default('e'), u.set_defaults(zz=1), u.parse_args([]))
r = argparse.ArgumentParser(prog='r', description='  raw\n   text', formatter_class=argparse.RawTextHelpFormatter); r.add_argument('-x', help='line1\n  line2'); r.add_argument('cmd', nargs=argparse.REMAINDER); print(r.format_help()); run(r, ['-x','1','a','-x','b'])
