//! What never stood, told quickly: a Bloom filter with one bit for each hash, which may take for
//! known what it never saw, and never the reverse.

use super::row::Key;

/// How many bits a layer has for each hash that it takes: one in so many is taken for known when
/// it is full.
const BITS: usize = 8;
/// The first layer's bits, and how many times those of one layer the next one has, as powers of 2.
const FIRST: u32 = 16;
const GROWTH: u32 = 3;

/// Hashes, in layers of which each is larger than the one before.
#[derive(Clone, Debug, Default)]
pub struct Sieve {
    layers: Vec<Layer>,
    /// How many bits of the last layer were set.
    set: usize,
}

#[derive(Clone, Debug)]
struct Layer {
    bits: Box<[u64]>,
    /// By how much a hash is shifted to be a bit's number.
    shift: u32,
}

impl Layer {
    fn new(power: u32) -> Self {
        Layer {
            bits: vec![0; (1 << power) / u64::BITS as usize].into(),
            shift: Key::BITS - power,
        }
    }

    fn bit(&self, key: Key) -> (usize, u64) {
        let bit = key >> self.shift;
        ((bit / u64::BITS) as usize, 1 << (bit % u64::BITS))
    }

    fn holds(&self, key: Key) -> bool {
        let (word, bit) = self.bit(key);
        self.bits[word] & bit != 0
    }
}

impl Sieve {
    pub fn put(&mut self, key: Key) {
        let power = FIRST + GROWTH * self.layers.len() as u32;
        let is_full = |layer: &Layer| self.set * BITS >= layer.bits.len() * u64::BITS as usize;
        if self.layers.last().is_none_or(is_full) && power <= Key::BITS {
            self.layers.push(Layer::new(power));
            self.set = 0;
        }
        if let Some(layer) = self.layers.last_mut() {
            let (word, bit) = layer.bit(key);
            self.set += usize::from(layer.bits[word] & bit == 0);
            layer.bits[word] |= bit;
        }
    }

    pub fn may_hold(&self, key: Key) -> bool {
        self.layers.iter().rev().any(|layer| layer.holds(key))
    }
}
