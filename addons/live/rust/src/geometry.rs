//! The talk's work in plain Rust: nothing here knows of Python, nothing is unsafe, nothing can panic.
use alloc::vec::Vec;

/// Beyond this a square would overflow; who hands such a coordinate over is told so.
pub const LARGEST: f64 = 1e150;

/// The allocator had no room.
#[derive(Debug, PartialEq)]
pub struct NoMemory;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

/// The question "nearer than this?", answered without a square root.
#[derive(Clone, Copy)]
pub struct Reach {
    squared: f64,
}

impl Reach {
    /// A distance of zero or less reaches nothing, as `distance < max_dist` says.
    pub fn new(max_dist: f64) -> Self {
        let reach = if max_dist > 0.0 { max_dist } else { 0.0 };
        Reach { squared: reach * reach }
    }

    pub fn holds(self, a: Point, b: Point) -> bool {
        let (dx, dy) = (a.x - b.x, a.y - b.y);
        dx * dx + dy * dy < self.squared
    }

    /// The same answer with the difference as a vector of its own on the heap, as a first port with an array library
    /// has it. The optimiser would see through it: `black_box` keeps it, since such a library's arrays stay too.
    pub fn holds_allocating(self, a: Point, b: Point) -> Result<bool, NoMemory> {
        let mut difference = Vec::new();
        difference.try_reserve_exact(2).map_err(|_| NoMemory)?;
        difference.extend([a.x - b.x, a.y - b.y]);
        let difference = core::hint::black_box(difference);
        Ok(difference.iter().map(|d| d * d).sum::<f64>() < self.squared)
    }
}

/// A polygon that owns its corners; `x` and `y` have the same length, three or more.
pub struct Shape {
    pub x: Vec<f64>,
    pub y: Vec<f64>,
    pub center: Point,
}

#[derive(Debug, PartialEq)]
pub enum BadShape {
    Lengths,
    TooFew,
    Unusable,
}

impl Shape {
    pub fn new(x: Vec<f64>, y: Vec<f64>) -> Result<Self, BadShape> {
        if x.len() != y.len() {
            return Err(BadShape::Lengths);
        }
        if x.len() < 3 {
            return Err(BadShape::TooFew);
        }
        if !x.iter().chain(&y).all(|v| is_usable(*v)) {
            return Err(BadShape::Unusable);
        }
        let center = Point {
            x: mean(&x),
            y: mean(&y),
        };
        Ok(Shape { x, y, center })
    }

    /// Shoelace formula: https://en.wikipedia.org/wiki/Shoelace_formula
    pub fn area(&self) -> f64 {
        let corners = || self.x.iter().zip(&self.y);
        let before = corners().cycle().skip(self.x.len().saturating_sub(1));
        let twice: f64 = corners()
            .zip(before)
            .map(|((x, y), (before_x, before_y))| x * before_y - y * before_x)
            .sum();
        twice.abs() / 2.0
    }
}

/// A finite number whose square is finite too.
pub fn is_usable(value: f64) -> bool {
    value.abs() <= LARGEST
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// What the search reads of a polygon, and no more, side by side in memory.
#[derive(Clone, Copy)]
pub struct Row {
    pub center: Point,
    pub area: f64,
}

/// Index of the polygon with the least area among those near `point`; of equals the first.
pub fn smallest_near(rows: &[Row], point: Point, reach: Reach) -> Option<usize> {
    let mut best = None;
    let mut least = f64::INFINITY;
    for (index, row) in rows.iter().enumerate() {
        if row.area < least && reach.holds(row.center, point) {
            best = Some(index);
            least = row.area;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(left: f64, bottom: f64, side: f64) -> Shape {
        let (right, top) = (left + side, bottom + side);
        Shape::new(vec![left, right, right, left], vec![bottom, bottom, top, top]).unwrap()
    }

    fn row(shape: &Shape) -> Row {
        Row {
            center: shape.center,
            area: shape.area(),
        }
    }

    #[test]
    fn a_square_has_its_center_and_area() {
        let shape = square(1.0, 2.0, 4.0);
        assert_eq!(shape.center, Point { x: 3.0, y: 4.0 });
        assert_eq!(shape.area(), 16.0);
    }

    #[test]
    fn the_area_does_not_depend_on_the_direction_of_the_corners() {
        let shape = Shape::new(vec![0.0, 0.0, 3.0], vec![0.0, 4.0, 0.0]).unwrap();
        let turned = Shape::new(vec![3.0, 0.0, 0.0], vec![0.0, 4.0, 0.0]).unwrap();
        assert_eq!(shape.area(), 6.0);
        assert_eq!(turned.area(), 6.0);
    }

    #[test]
    fn what_is_no_polygon_is_refused() {
        let refused = |x: &[f64], y: &[f64]| Shape::new(x.to_vec(), y.to_vec()).err();
        assert_eq!(refused(&[0.0; 3], &[0.0; 4]), Some(BadShape::Lengths));
        assert_eq!(refused(&[0.0; 2], &[0.0; 2]), Some(BadShape::TooFew));
        for odd in [f64::NAN, f64::INFINITY, -1e151] {
            assert_eq!(refused(&[0.0, 1.0, odd], &[0.0; 3]), Some(BadShape::Unusable));
        }
    }

    #[test]
    fn near_is_less_than_the_distance_and_a_negative_distance_reaches_nothing() {
        let (a, b) = (Point { x: 0.0, y: 0.0 }, Point { x: 3.0, y: 4.0 });
        for (max_dist, near) in [(5.0, false), (5.1, true), (0.0, false), (-6.0, false)] {
            assert_eq!(Reach::new(max_dist).holds(a, b), near);
            assert_eq!(Reach::new(max_dist).holds_allocating(a, b), Ok(near));
        }
        assert!(!Reach::new(0.0).holds(a, a));
    }

    #[test]
    fn the_smallest_near_one_wins_and_of_equals_the_first() {
        let rows: Vec<Row> = [
            square(0.0, 0.0, 4.0),
            square(1.0, 1.0, 2.0),
            square(1.0, 1.0, 2.0),
            square(90.0, 90.0, 1.0),
        ]
        .iter()
        .map(row)
        .collect();
        let middle = Point { x: 2.0, y: 2.0 };
        assert_eq!(smallest_near(&rows, middle, Reach::new(10.0)), Some(1));
        assert_eq!(smallest_near(&rows, middle, Reach::new(0.0)), None);
        assert_eq!(smallest_near(&[], middle, Reach::new(10.0)), None);
    }
}
