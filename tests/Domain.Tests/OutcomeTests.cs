namespace GroundTransport.Domain.Tests;

public class OutcomeTests
{
    private static readonly Refusal Refusal = Refusal.Forbidden("Not for you.");

    [Fact]
    public void Outcome_of_a_value_has_the_value()
    {
        Outcome<int> outcome = 5;
        Assert.Equal((5, false, null), (outcome.Value, outcome.IsRefused, outcome.Refusal));
        Assert.Equal("given 5", outcome.Match(value => $"given {value}", _ => "refused"));
    }

    [Fact]
    public void Outcome_of_a_refusal_has_no_value()
    {
        Outcome<int> outcome = Refusal;
        Assert.Equal((true, Refusal), (outcome.IsRefused, outcome.Refusal));
        Assert.Throws<InvalidOperationException>(() => outcome.Value);
        Assert.Equal("refused Forbidden", outcome.Match(_ => "given", refusal => $"refused {refusal.Kind}"));
        Assert.Equal(outcome, Outcome<int>.Refused(Refusal));
    }
}
