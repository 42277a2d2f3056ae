import warnings
def warned(message, category, filename, lineno, file=None, line=None):
    print("warned", category.__name__, message)
warnings.simplefilter("always")
warnings.showwarning = warned
