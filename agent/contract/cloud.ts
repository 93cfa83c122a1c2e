/** Whether a LiveKit URL belongs to LiveKit Cloud, which some features require. */
export function isLiveKitCloud(url: string): boolean {
  return URL.canParse(url) && /\.livekit\.cloud$/.test(new URL(url).hostname);
}
