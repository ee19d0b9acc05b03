# Everything a newcomer, a contributor and continuous integration run. `make help` lists it.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help demo build test bench bench-large format lint check bootstrap clean

# Found when first needed, so that `make help` works without a toolchain. SWIFT=/path/to/swift on the command line wins.
find_swift = $$(scripts/find-swift)
sources := Package.swift Plugins Sources Tests Benchmarks/Package.swift Benchmarks/Claustrum
style := --configuration .swift-format --recursive

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: bootstrap ## Install what is missing, build, analyse two real networks, write report.html
	@swift=$(find_swift) && "$$swift" build -c release --product claustrum
	@scripts/demo

build: bootstrap ## Build the claustrum command, optimised: .build/release/claustrum
	@swift=$(find_swift) && "$$swift" build -c release --product claustrum

test: bootstrap ## Build and run the whole test suite
	@scripts/test

bench: bootstrap ## Measure, and print a table of times and ratios
	@scripts/bench

bench-large: bootstrap ## Measure φ_s of 18 and 20 units and the largest structures, once each
	@scripts/bench --large

format: ## Format every source
	@swift=$(find_swift) && "$$swift" format format --in-place $(style) $(sources)

lint: ## Check the format of every source, and the shell scripts' syntax
	@swift=$(find_swift) && "$$swift" format lint --strict $(style) $(sources)
	@for script in $$(grep -lE '^#!.*bash' scripts/*) .ci/run; do bash -n "$$script" || exit 1; done

check: ## What continuous integration runs
	@.ci/run

bootstrap: ## Install the system packages that are missing
	@scripts/bootstrap

clean: ## Remove everything that was built
	rm -rf .build Benchmarks/.build report.html
