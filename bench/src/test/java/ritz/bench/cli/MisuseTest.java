// SPDX-License-Identifier: Apache-2.0
package ritz.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritz.kernels.Matrix;
import ritz.nn.Model;
import ritz.nn.Network;
import ritz.nn.io.ModelFile;
import ritz.nn.io.Npy;

/** Wrong usage and wrong input: status 2 and one line that names the file and the fault. */
class MisuseTest {
  @TempDir private Path dir;

  @BeforeEach
  void writeInputs() throws IOException {
    write("good.csv", "1,2\n3,4\n");
    write("wide.csv", "1,2,3\n4,5,6\n");
    write("empty.csv", "");
    write("header.csv", "a,b\n");
    write("ragged.csv", "1,2\n3,4\n5\n");
    write("word.csv", "a,b\n1,2\n3,four\n");
    write("nan.csv", "1,NaN\n");
    write("inf.csv", "1,2\n-Infinity,3\n");
    write("quote.csv", "1,\"2\n");
    write("column.csv", "1\n2\n");
    write("zero.csv", "0,0,0\n0,0,0\n");
    write("values.csv", "1,0.5\n2,0.25\n3,0.125\n4,1.5\n");
    Files.createDirectory(dir.resolve("empty"));
    write("huge.csv", "1,1e300\n");
    write("matrix.txt", "1,2\n");
    write("text.npy", "no array");
    Matrix nan = Matrix.fromRows(new double[][] {{1, 2}, {3, Double.NaN}});
    Npy.write(dir.resolve("nan.npy"), nan);
    Npy.write(dir.resolve("empty.npy"), new Matrix(0, 3));
    byte[] whole = Files.readAllBytes(dir.resolve("nan.npy"));
    Files.write(dir.resolve("short.npy"), Arrays.copyOf(whole, whole.length - 1));
    Network network = Network.builder(2).dense(2).build();
    ModelFile.save(dir.resolve("model.safetensors"), Model.initialize(network, 1));
    Files.createDirectory(dir.resolve("folder.csv"));
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(dir.resolve(name), content);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          svd @missing.npy             | missing.npy: no such file
          svd @missing.csv             | missing.csv: no such file
          svd @matrix.txt              | matrix.txt: expected a file that ends in .npy or .csv
          svd @empty.csv               | empty.csv: empty
          svd @header.csv              | header.csv: no rows below the header
          svd @ragged.csv              | ragged.csv: line 3: 1 fields, the first row has 2
          svd @word.csv                | word.csv: line 3: field 2 is 'four'
          svd @nan.csv                 | nan.csv: line 1: field 2 is 'NaN'
          svd @inf.csv                 | inf.csv: line 2: field 1 is '-Infinity'
          svd @quote.csv               | quote.csv
          svd @folder.csv              | folder.csv
          svd @text.npy                | text.npy
          svd @nan.npy                 | nan.npy: the matrix: entry (1, 1) is NaN
          svd @empty.npy               | empty.npy: 0 x 3
          svd @short.npy               | short.npy
          svd @good.csv --vectors-out @no/where | no/where-u.npy
          eig @wide.csv                | wide.csv: a: 2 x 3
          train --data @missing.csv    | missing.csv: no such file
          train --data @missing        | missing: expected 'digits', a folder or a file
          train --data @empty          | empty: no file train-labels-idx1-ubyte
          train --data @ragged.csv     | ragged.csv: line 3
          train --data @nan.csv        | nan.csv: line 1
          train --data @column.csv     | column.csv
          train --data @good.csv --target z | good.csv
          train --data @nan.npy        | nan.npy: entry (1, 1) is NaN
          train --data @nan.npy --stream | nan.npy: entry (1, 1) is NaN
          train --data @short.npy --stream | short.npy: 2 x 2 entries
          train --data @missing.csv --stream | missing.csv: no such file
          train --data @empty --stream | empty: no file t10k-labels-idx1-ubyte
          train --data @good.csv --loss sobolev | good.csv: 2 points or rows, a grid takes at least 4
          train --save @no/m.safetensors    | no/m.safetensors: no folder
          train --snapshots @no/w.npy       | no/w.npy: no folder
          train --save @folder.csv          | folder.csv: not a file
          train --checkpoint @folder.csv    | folder.csv: not a file
          train --report @good.csv          | good.csv
          monitor @missing.npy         | missing.npy: no such file
          monitor @nan.npy             | nan.npy: the matrix: entry (1, 1) is NaN
          monitor @huge.csv            | huge.csv
          monitor @good.csv --report @good.csv | good.csv
          predict --model @missing.safetensors @good.csv | missing.safetensors: no such file
          predict --model @good.csv @good.csv            | good.csv
          predict --model @model.safetensors @wide.csv   | wide.csv: line 1: 3 fields, expected 2
          predict --model @model.safetensors @huge.csv   | huge.csv: line 1, column 2: '1e300'
          predict --model @model.safetensors @nan.csv    | nan.csv: line 1
          dmd @missing.npy             | missing.npy: no such file
          dmd @good.csv --next @wide.csv | wide.csv: 2 x 3, expected 2 columns
          dmd @good.csv --next @nan.csv  | nan.csv: line 1
          dmd @column.csv              | column.csv
          dmd @zero.csv                | zero.csv
          dmd @good.csv --hold-out 9   | good.csv: 2 snapshots, too few
          dmd @good.csv --modes-out @no/modes.npy | no/modes.npy
          dmd @good.csv --forecast 2 --forecast-out @no/f.npy | no/f.npy
          dmd @good.csv --report @good.csv | good.csv
          """)
  void namesTheFileAndTheFault(String commandLine, String fault) {
    CommandRun run = run(commandLine);
    requireOneLine(run, fault);
    assertThat(run.err()).startsWith("ritz " + run.args().get(0) + ": ").doesNotContain("--help");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          svd                          | Missing required parameter: 'A'
          svd @good.csv @good.csv      | Unmatched argument
          svd @good.csv --colour       | Unknown option: '--colour'
          svd @good.csv --vectors-out  | Missing required parameter for option '--vectors-out'
          train --layers 64,32,9       | --layers: [64, 32, 9], but digits has 64 features and 10
          train --layers 63,10         | --layers: [63, 10], but digits has 64 features and 10
          train --layers 64            | --layers: [64], but digits has 64 features and 10
          train --layers 64,0,10       | --layers: 64 inputs and 0 outputs, expected at least 1
          train --layers 64,x,10       | Invalid value for option '--layers'
          train --residual             | --residual: no hidden layer of [64, 32, 10] has as many units
          train --init glorot          | Invalid value for option '--init'
          train --init-scale NaN       | --init-scale: scale NaN
          train --patience 0           | --patience: 0, expected at least 1
          train --activation step      | Invalid value for option '--activation'
          train --optimizer newton     | Invalid value for option '--optimizer'
          train --loss hinge           | Invalid value for option '--loss'
          train --weight-decay -1      | --weight-decay: -1
          train --optimizer lbfgs --weight-decay 1 | --weight-decay: lbfgs has none
          train --l1 -1                | --l1: -1
          train --clip 0               | --clip: 0
          train --warm-up -1           | --warm-up: -1
          train --plateau -1           | --plateau: -1
          train --dropout 1.5          | --dropout: 1.5
          train --dropout 0.5 --rate 0 | --rate: 0.0
          train --label-smoothing 2    | --label-smoothing: 2
          train --warm-up 2 --schedule one_cycle | --warm-up: one_cycle has its own
          train --loss huber --label-smoothing 0.1 | --label-smoothing: only for cross_entropy
          train --rate -0.1            | --rate: -0.1
          train --rate NaN             | --rate: NaN
          train --batch 0              | --batch: 0, expected at least 1
          train --epochs 0             | --epochs: 0, expected at least 1
          train --epochs 1.5           | Invalid value for option '--epochs'
          train --prune 1.5            | --prune: 1.5, expected a share from 0 to 1
          train --threads 0            | --threads: 0, expected at least 1
          train --data @values.csv --loss cross_entropy | --loss: cross_entropy needs classes
          train --stream               | --stream: only for a folder or a file
          train --buffer 10            | --buffer: only with --stream
          train --order 1              | --order: only for --loss sobolev
          train --columns 8            | --columns: only for --loss sobolev
          train --periodic             | --periodic: only for --loss sobolev
          train --data @values.csv --loss sobolev --columns 0 | --columns: 0, expected at least 1
          train --loss sobolev         | --loss: sobolev needs values, digits has classes
          train --data @values.csv --stream --loss sobolev | --stream: --loss sobolev and
          train --data @values.csv --stream --optimizer lbfgs | take all samples in one batch
          train --data @values.csv --stream --buffer 0 | --buffer: 0, expected at least 1
          train --data @values.csv --loss sobolev --order NaN | --order: NaN, expected a finite number
          train --label digit          | --label and --target: only for a file
          train --label a --target b   | mutually exclusive
          train more                   | Unmatched argument at index 1: 'more'
          monitor @good.csv --window 3 | --window: 3, expected at least 4
          predict @good.csv            | Missing required option: '--model
          dmd @good.csv --choose       | --choose: needs --hold-out
          dmd @good.csv --choose --hold-out 1 --rank 2 | --choose: not with --next, nor with --delays or --rank
          dmd @good.csv --method magic | expected one of [STANDARD, FORWARD_BACKWARD
          dmd @good.csv --method krylov --times @good.csv | --times: krylov does not take it; these do: optimized, bagged
          dmd @good.csv --rank 0       | --rank: 0, expected at least 1
          dmd @good.csv --rank two     | Invalid value for option '--rank'
          dmd @good.csv --tolerance -1 | --tolerance: -1.0
          dmd @good.csv --energy 2     | --energy: 2.0
          dmd @good.csv --delays 0     | --delays: 0
          dmd @good.csv --dt 0         | --dt: 0.0
          dmd @good.csv --truncate -1  | --truncate: -1
          dmd @good.csv --sparse 0     | --sparse: 0
          dmd @good.csv --scaling rows | Invalid value for option '--scaling'
          dmd @good.csv --forecast 3   | Missing required argument(s): --forecast-out
          dmd @good.csv --forecast 0 --forecast-out @f.npy | --forecast: 0, expected at least 1
          solve                        | Unmatched argument at index 0: 'solve'
          --nothing                    | Unknown option: '--nothing'
          """)
  void saysWhatIsWrongWithTheUsage(String commandLine, String fault) {
    CommandRun run = run(commandLine);
    requireOneLine(run, fault);
    assertThat(run.err()).contains("--help");
  }

  @Test
  void asksForACommand() {
    requireOneLine(CommandRun.of(), "no command given");
  }

  /** Runs a command; words that start with @ are files of the temporary folder. */
  private CommandRun run(String commandLine) {
    return CommandRun.of(
        Arrays.stream(commandLine.strip().split(" +"))
            .map(word -> word.startsWith("@") ? dir.resolve(word.substring(1)) : word)
            .toArray());
  }

  private static void requireOneLine(CommandRun run, String fault) {
    assertThat(run.status()).as(run.toString()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).as(run.toString()).hasSize(1);
    assertThat(run.err()).startsWith("ritz").contains(fault).doesNotContain("Exception");
  }
}
