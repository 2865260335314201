using System.Xml.Linq;
using ConcurSimulator.Certification.Exchanges;

namespace GroundTransport.Simulator.Tests.Certification;

/// <summary>The checks that scenarios make of a message.</summary>
public sealed class PartTests
{
    private static readonly Part Reply = new(XElement.Parse("""
        <Reply size="7"><Status> RA </Status><Empty/><RateInfo><Rate>42.50</Rate><BasePrice>35.00</BasePrice>
        <ServiceCharge>5.00</ServiceCharge><SurCharge>1.00</SurCharge><Tax>1.50</Tax></RateInfo>
        <Limo><Type>VI</Type></Limo><Limo><Type>AX</Type></Limo><Time>2015-05-19T18:00:00</Time></Reply>
        """), "");

    [Fact]
    public void Checks_of_a_right_message_pass()
    {
        Assert.All(
            [
                Reply.Is("Status", "RA"), Reply.Is("Empty", ""), Reply.IsOneOf("Status", "RB", "RA"), Reply.IsEmptyOrOneOf("Empty", "RB"),
                Reply.AddsUp("RateInfo"), Reply.IsTime("Time"), Reply.IsEmptyOrTime("Empty"), Reply.IsAtLeast("RateInfo/Rate", 42.5m),
                Reply.Lacks("Other"), Reply.HasOneWith("Limo", "Type", "AX"), Reply.HasAttribute("size", value => value == "7", "7"),
                Reply.HasChildren("RateInfo", "Rate", "BasePrice", "ServiceCharge", "SurCharge", "Tax"),
                .. Reply.ArePresent("Empty", "RateInfo/Tax"), .. Reply.AreFilled("Status", "RateInfo"),
            ],
            check => Assert.True(check.Passed, $"{check.Element}: {check.Found}"));
    }

    [Fact]
    public void Checks_of_a_wrong_message_fail()
    {
        Assert.All(
            [
                Reply.Is("Status", "RB"), Reply.Is("Other", ""), Reply.IsOneOf("Empty", "RB"), Reply.IsEmptyOrOneOf("Status", "RB"),
                Reply.IsEmptyOrOneOf("Other", "RB"), Reply.IsTime("Empty"), Reply.IsEmptyOrTime("Status"), Reply.IsAtLeast("Status", 1),
                Reply.Lacks("Status"), Reply.HasOneWith("Limo", "Type", "CA"), Reply.HasAttribute("elaspedMs", _ => true, "a number"),
                Reply.HasChildren("RateInfo", "BasePrice", "Rate", "ServiceCharge", "SurCharge", "Tax"), Reply.IsNot("Status", "RA"),
                Reply.HasOneChild("RateInfo", "Rate"), .. Reply.ArePresent("Other"), .. Reply.AreFilled("Empty", "Other"),
            ],
            check => Assert.False(check.Passed, $"{check.Element}: {check.Found}"));
    }

    [Fact]
    public void Missing_part_fails_every_check()
    {
        var missing = new Part(null, "");

        Assert.All([missing.Is("Status", ""), missing.Lacks("Status"), missing.IsEmptyOrTime("Time")], check => Assert.False(check.Passed));
    }

    [Theory]
    [InlineData("42.51")]
    [InlineData("42,50")]
    [InlineData("")]
    public void AddsUp_of_another_rate_fails(string rate)
    {
        var changed = new XElement(Reply.Element!);
        changed.Element("RateInfo")!.Element("Rate")!.Value = rate;

        Assert.False(new Part(changed, "").AddsUp("RateInfo").Passed);
    }

    [Fact]
    public void Check_names_the_whole_path()
    {
        Assert.Equal("Limos/Limo/Type", new Part(Reply.At("Limo").Element, "Limos/Limo").Is("Type", "VI").Element);
    }
}
