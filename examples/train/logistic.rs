//! Logistic regression with a Gaussian prior, fitted by Newton's method: deterministic, and enough for a few dozen features.
//!
//! The prior's mean is a model that one believes in already: with little data the fit stays near it (maximum a posteriori;
//! with a mean of 0 this is plain L2 regularisation).

/// A row: the values of the features, whether it is a positive, and how much it counts.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) x: Vec<f64>,
    pub(crate) y: bool,
    pub(crate) weight: f64,
}

/// The steps are small after a handful; more means that something is wrong.
const STEPS: usize = 50;

/// A linear model of the log-odds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Model {
    /// One for each feature.
    pub(crate) weights: Vec<f64>,
    /// The log-odds of a row without features.
    pub(crate) bias: f64,
}

impl Model {
    /// The log-odds of a row.
    pub(crate) fn logit(&self, x: &[f64]) -> f64 {
        self.bias + self.weights.iter().zip(x).map(|(weight, value)| weight * value).sum::<f64>()
    }

    /// The probability that a row is a positive.
    pub(crate) fn probability(&self, x: &[f64]) -> f64 {
        1.0 / (1.0 + (-self.logit(x)).exp())
    }

    /// Fits a model to rows. `precision` is how firmly the prior is believed, in rows; the bias moves freely.
    pub(crate) fn fit(rows: &[Row], prior: &Self, precision: f64) -> Self {
        let size = prior.weights.len() + 1;
        // The bias is the last weight, of a feature that is always 1.
        let mut beta: Vec<f64> = prior.weights.iter().copied().chain([prior.bias]).collect();
        let mean = beta.clone();
        let firmness = |at: usize| if at + 1 == size { precision / 100.0 } else { precision };
        for _ in 0..STEPS {
            let current = Self { weights: beta[..size - 1].to_vec(), bias: beta[size - 1] };
            let mut gradient: Vec<f64> = (0..size).map(|at| -firmness(at) * (beta[at] - mean[at])).collect();
            let mut hessian = vec![vec![0.0; size]; size];
            for (at, row) in hessian.iter_mut().enumerate() {
                row[at] = firmness(at);
            }
            for row in rows {
                let p = current.probability(&row.x);
                let value = |at: usize| row.x.get(at).copied().unwrap_or(1.0);
                for a in (0..size).filter(|&a| value(a) != 0.0) {
                    gradient[a] += row.weight * (f64::from(u8::from(row.y)) - p) * value(a);
                    for (b, cell) in hessian[a].iter_mut().enumerate() {
                        *cell += row.weight * p * (1.0 - p) * value(a) * value(b);
                    }
                }
            }
            let step = solve(hessian, gradient);
            // A damped step cannot overshoot where the data are separable.
            let longest = step.iter().fold(0.0_f64, |most, part| most.max(part.abs()));
            let damping = if longest > 2.0 { 2.0 / longest } else { 1.0 };
            beta.iter_mut().zip(&step).for_each(|(weight, part)| *weight += damping * part);
            if longest < 1e-9 {
                break;
            }
        }
        let bias = beta.pop().unwrap_or_default();
        Self { weights: beta, bias }
    }
}

/// Solves a system with a symmetric positive definite matrix by Gaussian elimination with pivots.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for column in 0..size {
        let pivot = (column..size).max_by(|&a, &b| matrix[a][column].abs().total_cmp(&matrix[b][column].abs()));
        let Some(pivot) = pivot.filter(|&pivot| matrix[pivot][column] != 0.0) else { continue };
        matrix.swap(column, pivot);
        right.swap(column, pivot);
        let (above, below) = matrix.split_at_mut(column + 1);
        let head = &above[column];
        for (offset, row) in below.iter_mut().enumerate() {
            let factor = row[column] / head[column];
            row.iter_mut().zip(head).skip(column).for_each(|(cell, top)| *cell -= factor * top);
            right[column + 1 + offset] -= factor * right[column];
        }
    }
    let mut solution = vec![0.0; size];
    for row in (0..size).rev() {
        let known: f64 = (row + 1..size).map(|column| matrix[row][column] * solution[column]).sum();
        solution[row] = if matrix[row][row] == 0.0 { 0.0 } else { (right[row] - known) / matrix[row][row] };
    }
    solution
}

#[cfg(test)]
mod tests {
    use super::{Model, Row};

    fn row(x: f64, y: bool) -> Row {
        Row { x: vec![x, 0.0], y, weight: 1.0 }
    }

    #[test]
    fn learns_what_there_is_to_learn_and_keeps_the_prior_otherwise() {
        let prior = Model { weights: vec![0.0, 7.0], bias: 0.0 };
        let rows: Vec<Row> = (0..40).map(|i| row(f64::from(i % 4), i % 4 >= 2)).collect();
        let model = Model::fit(&rows, &prior, 1.0);
        assert!(model.probability(&[3.0, 0.0]) > 0.9 && model.probability(&[0.0, 0.0]) < 0.1, "{model:?}");
        assert!((model.weights[1] - 7.0).abs() < 1e-9);
        let firm = Model::fit(&rows, &prior, 1e6);
        assert!(firm.weights[0].abs() < 0.01, "{firm:?}");
        assert_eq!(Model::fit(&rows, &prior, 1.0), model);
    }

    #[test]
    fn the_fit_is_where_the_gradient_vanishes() {
        let rows = vec![row(1.0, true), row(1.0, true), row(1.0, true), row(1.0, false)];
        let model = Model::fit(&rows, &Model { weights: vec![0.0, 0.0], bias: 0.0 }, 1e-6);
        assert!((model.probability(&[1.0, 0.0]) - 0.75).abs() < 1e-4, "{model:?}");
    }
}
