using System.Text;
using ConcurSimulator.Wire;
using GroundTransport.TestKit;
using GroundTransport.TestKit.Schemas;

namespace GroundTransport.Simulator.Tests.Wire;

/// <summary>How the simulator validates messages. It shares nothing with the gateway's tests but the schemas.</summary>
public sealed class MessageTests
{
    public static TheoryData<string> Samples => [.. SampleReplies.All.Keys];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Valid_sample_has_no_problem(string name) => Assert.Empty(Read(SampleReplies.All[name]).Problems);

    [Theory]
    [InlineData("Status", "ZZ", "Status")]
    [InlineData("ReservationID", " 203121365", "ReservationID")]
    [InlineData("StartDateTime", " 2012-02-19T09:00:00", "white space")]
    [InlineData("RateInfo/Tax", "1.51", "42.50")]
    [InlineData("PickupLocation/LocationType", "100", "address without")]
    [InlineData("PickupLocation/LocationType", "200", "airport without")]
    [InlineData("DropoffLocation/LocationType", "300", "station without")]
    [InlineData("Error/ErrorCode", "500", "ErrorCode")]
    public void Invalid_value_is_reported(string path, string value, string expected)
    {
        var message = LimoMessage.Parse(SampleReplies.PostBack).Set(path, value).ToString();

        Assert.Contains(Read(message).Problems, problem => problem.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Wrong_size_is_reported() =>
        Assert.Contains(
            Read(SampleReplies.SearchSuccess + " ").Problems, problem => problem.StartsWith("size is", StringComparison.Ordinal));

    [Theory]
    [InlineData("<?xml version=\"1.0\"?>", "", "declaration")]
    [InlineData("", "xmlns:x=\"urn:x\"", "namespace")]
    [InlineData("<!DOCTYPE CC_LimoPostBackRequest>", "", "Not XML")]
    public void Declaration_namespace_and_DTD_are_reported(string before, string attribute, string expected)
    {
        var root = $"<CC_LimoPostBackRequest {attribute}>";
        var message = before + SampleReplies.PostBack.Replace("<CC_LimoPostBackRequest>", root, StringComparison.Ordinal);

        Assert.Contains(Read(message).Problems, problem => problem.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Refusal_with_the_code_of_another_message_is_reported() =>
        Assert.NotEmpty(Read(LimoMessage.Parse(SampleReplies.SellRefusal).Set("Error/ErrorCode", "800").ToString()).Problems);

    private static Message Read(string xml) => Message.Read(Encoding.UTF8.GetBytes(xml));
}
