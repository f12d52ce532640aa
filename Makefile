# Two commands are enough: `make demo` and `make test`. Everything else is a part of them.
SHELL := /bin/bash
BUILD ?= .build
OUT ?= out
PRODUCT := $(BUILD)/release/mingzhang

.PHONY: demo test serve setup build lint arrows bench clean

## make demo: sets up what is missing, builds, checks the seed and makes the Nangong book from its ledger
demo: setup build
	@mkdir -p $(OUT)
	@echo "== 读 read"
	@$(PRODUCT) read Examples/seed/nangong-2023.md
	@echo; echo "== 核 check"
	@$(PRODUCT) check --fail-on never Examples/seed/nangong-2023.md
	@$(PRODUCT) check --fail-on never --format html --output $(OUT)/report.html Examples/seed/nangong-2023.md
	@echo; echo "== 编 make"
	@$(PRODUCT) make Examples/nangong-2023 --output $(OUT)/nangong-2023
	@echo; echo "核对报告 report: $(OUT)/report.html"
	@echo "整本公开书 book:  $(OUT)/nangong-2023/"

## make test: the arrows, the format, and every test
test: setup-test arrows lint
	swift build --build-tests --scratch-path $(BUILD)
	swift test --skip-build --scratch-path $(BUILD)

## make serve: the public site, the desk and the API on this machine, with a made-up city and the Nangong book in it
serve: setup build
	swift build -c release --static-swift-stdlib --product mingzhang-server --scratch-path $(BUILD)
	$(PRODUCT) serve --data $(OUT)/data --sample --sample-file Examples/seed/nangong-2023.md

setup:
	@Scripts/setup

.PHONY: setup-test
setup-test:
	@Scripts/setup --test

# with the Swift runtime inside: nothing to look up when a command starts, which was a tenth of reading a short file
build:
	swift build -c release --static-swift-stdlib --product mingzhang --scratch-path $(BUILD)
	swift build -c release --static-swift-stdlib --product mingzhang-pdf --scratch-path $(BUILD)

arrows:
	@Scripts/check-arrows

lint:
	@swift format lint --recursive --strict Sources Tests Fuzz Package.swift && echo "format: clean"

bench: setup build
	@Benchmarks/run

clean:
	rm -rf $(OUT)
