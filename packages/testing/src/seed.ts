import fc from 'fast-check'

// The same random cases in every run: a failure in CI is a failure at home.
fc.configureGlobal({ seed: 20_240_615 })
