using System.Text;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Reservations;
using GroundTransport.Infrastructure.ConcurWire;
using GroundTransport.Infrastructure.ConcurWire.Messages;
using GroundTransport.TestKit.Examples;

namespace GroundTransport.Infrastructure.Tests.ConcurWire;

/// <summary>What Concur says to a PostBack, and how the PostBack itself goes out.</summary>
public sealed class PostBackAnswerTests
{
    private static PostBackResponse Read(string xml) => PostBackResponseReader.Read(Encoding.UTF8.GetBytes(xml));

    [Fact]
    public void The_examples_are_understood()
    {
        Assert.Equal(new PostBackResponse.Success("Updated Trip Status successfully."), PostBackResponseReader.Read(ConcurExamples.Bytes("CC_LimoPostBackResponse-success")));
        Assert.Equal(new PostBackResponse.Error("This reservation does not exist in the SAP Concur database."), PostBackResponseReader.Read(ConcurExamples.Bytes("CC_LimoPostBackResponse-error")));
    }

    [Theory]
    [InlineData("<CC_LimoPostBackReply xmlns='urn:c'><Success/></CC_LimoPostBackReply>", "")]
    [InlineData("<c:R xmlns:c='urn:c'><c:Error/><c:Success> ok </c:Success></c:R>", "ok")]
    [InlineData("<?xml version='1.0' encoding='utf-8'?><R><Version>1.0</Version><Success><Text>a</Text><Text>b</Text></Success></R>", "a b")]
    public void A_success_is_told_by_its_local_name(string xml, string text) => Assert.Equal(new PostBackResponse.Success(text), Read(xml));

    [Theory]
    [InlineData("<R><Error>no</Error></R>", "no")]
    [InlineData("<R><Success>yes</Success><Error>no</Error></R>", "no")]
    [InlineData("<R><Error/></R>", "")]
    [InlineData("<Error>no</Error>", "no")]
    [InlineData("<Error><ErrorCode>1</ErrorCode><ErrorDescription>no</ErrorDescription></Error>", "1 no")]
    public void An_error_wins(string xml, string text) => Assert.Equal(new PostBackResponse.Error(text), Read(xml));

    [Theory]
    [InlineData("")]
    [InlineData("OK")]
    [InlineData("<html><body><Success/></body></html>")]
    [InlineData("<R><success/></R>")]
    [InlineData("<R><Success>ok</Success>")]
    [InlineData("<!DOCTYPE R><R><Success/></R>")]
    [InlineData("<CC_LimoPostBackResponse/>")]
    public void Anything_else_is_no_answer(string xml) => Assert.Equal(new PostBackResponse.NotXml(), Read(xml));

    [Theory]
    [InlineData(TimesAre.Gmt, "2012-02-19T14:00:00")]
    [InlineData(TimesAre.PickupLocal, "2012-02-19T09:00:00")]
    public void A_post_back_says_times_as_its_connection_means_them(TimesAre timesAre, string start)
    {
        var (_, payload) = new PostBackEncoder().Encode(Rides.In(ReservationStatus.RA), timesAre);
        Assert.Equal(start, Wire.At(Wire.Valid(Encoding.UTF8.GetBytes(payload)), "StartDateTime"));
    }
}
