using FsCheck;
using FsCheck.Fluent;
using GroundTransport.Application.Delivery;
using Xunit;

namespace GroundTransport.Application.Tests.Delivery;

public sealed class ConcurrencyWindowTests
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(500).WithQuietOnSuccess(true);

    /// <summary>Whether a message begins, else which of those under way is answered, and how.</summary>
    private static readonly Gen<(bool Begins, int Which, WindowEffect Effect)> Step =
        from begins in ArbMap.Default.GeneratorFor<bool>()
        from which in Gen.Choose(0, 999)
        from effect in Gen.Frequency(
            (20, Gen.Constant(WindowEffect.Grow)), (1, Gen.Constant(WindowEffect.Halve)), (1, Gen.Constant(WindowEffect.None)))
        select (begins, which, effect);

    private static readonly Arbitrary<(int Max, (bool Begins, int Which, WindowEffect Effect)[] Steps)> Histories =
        (from max in Gen.Choose(1, 40)
         from length in Gen.Choose(0, 600)
         from steps in Step.ArrayOf(length)
         select (max, steps)).ToArbitrary();

    [Fact]
    public void Window_is_never_above_its_maximum_and_never_below_one() => Prop.ForAll(Histories, history =>
    {
        var window = new ConcurrencyWindow(history.Max);
        Assert.InRange(window.Size, 1, history.Max);
        Replay(window, history.Steps, (_, _, _) => Assert.InRange(window.Size, 1, history.Max));
    }).Check(Config);

    [Fact]
    public void Window_is_halved_at_most_once_in_a_round_trip() => Prop.ForAll(Histories, history =>
    {
        var (window, begunAtHalving) = (new ConcurrencyWindow(history.Max), 0L);
        Replay(window, history.Steps, (before, number, begun) =>
        {
            if (window.Size >= before)
                return;
            Assert.Equal(before / 2, window.Size);
            Assert.True(number >= begunAtHalving, "Halved by the answer to a message that began before the last halving.");
            begunAtHalving = begun;
        });
    }).Check(Config);

    [Fact]
    public void Window_grows_by_one_and_only_after_as_many_good_answers_as_its_size() => Prop.ForAll(Histories, history =>
    {
        var (window, answers) = (new ConcurrencyWindow(history.Max), 0);
        Replay(window, history.Steps, (before, _, _) =>
        {
            answers++;
            if (window.Size > before)
            {
                Assert.Equal(before + 1, window.Size);
                Assert.True(answers >= before, $"Grew beyond {before} after {answers} answers.");
            }
            if (window.Size != before)
                answers = 0;
        });
    }).Check(Config);

    [Fact]
    public void Window_that_stays_full_grows_by_one_in_each_round_trip()
    {
        var window = new ConcurrencyWindow(64);
        var underWay = new Queue<long>(Enumerable.Range(0, window.Size).Select(_ => window.Begin()));
        for (var size = ConcurrencyWindow.DefaultStart; size < 64; size++)
        {
            Assert.Equal(size, window.Size);
            for (var answer = 0; answer < size; answer++)
            {
                window.RecordAnswer(underWay.Dequeue(), WindowEffect.Grow);
                window.End();
                while (window.UnderWay < window.Size)
                    underWay.Enqueue(window.Begin());
            }
        }
        Assert.Equal(64, window.Size);
    }

    [Fact]
    public void Window_that_idles_does_not_grow()
    {
        var window = new ConcurrencyWindow(64);
        for (var message = 0; message < 1000; message++)
        {
            window.RecordAnswer(window.Begin(), WindowEffect.Grow);
            window.End();
        }
        Assert.Equal(ConcurrencyWindow.DefaultStart, window.Size);
    }

    [Fact]
    public void Window_of_a_small_maximum_starts_there()
    {
        Assert.Equal(3, new ConcurrencyWindow(3).Size);
        Assert.Equal(64, new ConcurrencyWindow(64, start: 64).Size);
    }

    /// <summary>Begins messages while there is room, as <see cref="ConcurrencyLimit"/> does, and answers those under way.</summary>
    /// <param name="answered">Runs after each answer: the size before it, the message's number, how many have begun.</param>
    private static void Replay(
        ConcurrencyWindow window, (bool Begins, int Which, WindowEffect Effect)[] steps, Action<int, long, long> answered)
    {
        var (underWay, begun) = (new List<long>(), 0L);
        foreach (var (begins, which, effect) in steps)
        {
            if (begins)
            {
                for (; underWay.Count < window.Size; begun++)
                    underWay.Add(window.Begin());
            }
            else if (underWay.Count > 0)
            {
                var (before, number) = (window.Size, underWay[which % underWay.Count]);
                window.RecordAnswer(number, effect);
                window.End();
                underWay.Remove(number);
                answered(before, number, begun);
            }
        }
    }
}
