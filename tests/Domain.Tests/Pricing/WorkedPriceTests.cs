namespace GroundTransport.Domain.Tests.Pricing;

public class WorkedPriceTests
{
    public static TheoryData<string> Examples() => [.. WorkedExample.All.Keys];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Price_of_a_worked_example_is_as_calculated_by_hand(string name) =>
        Assert.Equal(WorkedExample.All[name].Expected, WorkedExample.All[name].Actual());

    [Fact]
    public void Worked_examples_are_many_and_cover_every_plan()
    {
        Assert.True(WorkedExample.All.Count >= 60);
        Assert.Equal(WorkedPlans.ByName.Keys.Order(), WorkedExample.All.Values.Select(example => example["plan"]).Distinct().Order());
    }

    /// <summary>Ensures that the sums in the table are right.</summary>
    [Fact]
    public void Worked_examples_add_up() =>
        Assert.All(WorkedExample.All.Values.Where(example => example["total"].Length > 0), example =>
            Assert.Equal(Amount(example, "total"), new[] { "base", "service", "surcharge", "tax" }.Sum(column => Amount(example, column))));

    private static decimal Amount(WorkedExample example, string column) =>
        decimal.Parse(example[column], System.Globalization.CultureInfo.InvariantCulture);
}
