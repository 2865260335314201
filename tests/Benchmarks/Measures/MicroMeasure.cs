using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using GroundTransport.Benchmarks.Micro;
using GroundTransport.Benchmarks.Reports;
using GroundTransport.Benchmarks.Running;

namespace GroundTransport.Benchmarks.Measures;

/// <summary>The parts in isolation, with BenchmarkDotNet.</summary>
public static class MicroMeasure
{
    public static Task Go(Run run)
    {
        // In this process: nothing is generated, restored or built.
        var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithStrategy(RunStrategy.Throughput).WithWarmupCount(4)
            .WithIterationCount(3 * run.Settings.Rounds);
        var config = ManualConfig.CreateEmpty().AddJob(job).AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .WithArtifactsPath(run.Workspace.Make("micro")).AddLogger(NullLogger.Instance).WithOption(ConfigOptions.DisableLogFile, true);
        run.Report.Chapter("Pieces", "One call at a time, with BenchmarkDotNet; the messages are Concur's own examples.");
        foreach (var pieces in new[] { typeof(Parsing), typeof(Encoding), typeof(Pricing) })
        {
            Run.Print($"micro: {pieces.Name}");
            var summary = BenchmarkRunner.Run(pieces, config);
            if (summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success))
                throw new BenchmarkException($"BenchmarkDotNet couldn't measure {pieces.Name}: "
                    + $"{string.Join(' ', summary.ValidationErrors.Select(error => error.Message))}");
            run.Report.Table([pieces.Name.ToLowerInvariant(), "µs", "bytes allocated"], summary.Reports.Select(report =>
            {
                var time = report.ResultStatistics!;
                return new[]
                {
                    report.BenchmarkCase.Descriptor.WorkloadMethod.Name.Replace('_', ' '),
                        new Statistic(time.Median / 1000, time.Min / 1000, time.Max / 1000).Text(),
                    Statistic.Number(report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0, "0"),
                };
            }));
        }
        return Task.CompletedTask;
    }
}
