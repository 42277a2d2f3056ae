# Statistics of data.
import statistics
from fractions import Fraction as F
from statistics import *

d = [1, 2, 4, 4, 7, 9.5]
e = [2, 3, 5, 1, 8, 12]
for text in """mean(d)|mean([1,2,3])|mean([1,2])|mean([F(1,3),F(1,2)])|mean([])|fmean(d)|fmean([])|fmean(d,e)|fmean(d,[1])|median(d)|median([3,1,2])|median([])
median_low(d)|median_high(d)|median_grouped([1,2,2,3,4,4,4,4,4,5])|mode(d)|mode("aabb")|mode([])|multimode("aabbc")|stdev(d)|pstdev(d)|variance(d)
pvariance(d)|variance([1])|pvariance([])|stdev([1])|variance([F(1,3),F(1,2)])|variance([1,2,3,4])|quantiles(d)|quantiles(d,n=10)|quantiles(d,n=4,method="inclusive")
quantiles([1])|quantiles([])|quantiles(d,n=0)|quantiles(d,method="x")|geometric_mean([54,24,36])|geometric_mean([])|geometric_mean([0,1])|geometric_mean([-1])
harmonic_mean([40,60])|harmonic_mean([40,60],weights=[5,30])|harmonic_mean([])|harmonic_mean([-1,2])|harmonic_mean([0,2])|covariance(d,e)|correlation(d,e)
correlation(d,e,method="ranked")|correlation([1,1],[2,3])|correlation([1],[2])|correlation([1,2],[2])|linear_regression(d,e)|linear_regression(d,e,proportional=True)
linear_regression([1,1],[2,3])|covariance([1],[2])|NormalDist(100,15)|NormalDist(100,15).cdf(110)|NormalDist(100,15).pdf(110)|NormalDist(100,15).inv_cdf(.9)
NormalDist().inv_cdf(.0001)|NormalDist().inv_cdf(1e-20)|NormalDist().inv_cdf(0)|NormalDist(1,2)+3|NormalDist(1,2)+NormalDist(3,4)|NormalDist(1,2)*-2
2-NormalDist(1,2)|NormalDist(1,2)/4|NormalDist(0,-1)|NormalDist.from_samples(d)|NormalDist(1,2).overlap(NormalDist(3,1))|NormalDist(1,2).zscore(4)
NormalDist(1,2).quantiles()|NormalDist(1,2)==NormalDist(1,2)|NormalDist(5,0).cdf(1)|kde([1,2,5],1.0)(2)|kde([1,2,5],1.0,"triangular")(2)|kde([],1.0)
mean(["a"])|stdev([1e200,1e-200,3])|variance(x for x in [1,5,9])|pstdev([0.1,0.2,0.3])|mean([True,False,True])|mean([1,float("inf")])|stdev([1,2,3],2)
variance([0.1,0.1,0.1])|stdev([1.1]*3)""".replace("\n", "|").split("|"):
    try:
        print(text, repr(eval(text)))
    except Exception as error:
        print(text, type(error).__name__, error)
