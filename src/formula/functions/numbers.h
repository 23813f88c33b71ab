// Numbers taken from arguments, for the families that compute with many of them.
//
// Two ways to read them: Collect skips blanks, as sums do (S1); Series keeps places, for values whose place means
// something (the flow of a year, a pair with another list), and a blank among them is an answer of its own.
#pragma once

#include <span>
#include <vector>

#include "formula/functions/family.h"

namespace csip::formula {

// The numbers among the arguments and their items; blanks are skipped. What is no number ends it with an error.
value::Value CollectNumbers(Args args, std::vector<double>* numbers);

// The numbers of the arguments and their items in their places. Blank when one of them is blank or there is none, an
// error when one is no number; else True.
value::Value ReadSeries(Args args, std::vector<double>* numbers);

// The pairs of two lists of the same length of which both are known. An error when the lengths differ; else blank.
value::Value ReadPairs(const value::Value& first, const value::Value& second, std::vector<double>* xs,
                       std::vector<double>* ys);

// Exact before it is rounded once, so that the order of rows never shows.
double SumOf(std::span<const double> numbers);
// The mean; `numbers` is not empty.
double MeanOf(std::span<const double> numbers);
// The sum of the squared distances to the mean.
double SquaresAroundMean(std::span<const double> numbers);

// A blank that says why.
value::Value DividedByZero();

}  // namespace csip::formula
