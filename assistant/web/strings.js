/**
 * Every word that people read on the page, in one place, so that another language is one more object of this shape.
 */

const numbers = new Intl.NumberFormat("vi-VN");

export const vi = {
  locale: "vi",
  brand: "Trợ lý ảo",
  tagline: "Tra cứu văn bản, kèm chỗ ghi",
  skip: "Tới phần trả lời",
  newChat: "Hỏi mới",
  openMenu: "Mở danh sách văn bản",
  closeMenu: "Đóng danh sách văn bản",
  sideLabel: "Văn bản",
  chatLabel: "Hỏi đáp",
  notice: "Trả lời do máy soạn từ văn bản; kiểm tra trích dẫn trước khi sử dụng.",

  documents: {
    heading: "Văn bản",
    loading: "Đang tải danh sách văn bản…",
    failed: "Chưa tải được danh sách văn bản.",
    reload: "Tải lại",
    empty: "Chưa có văn bản nào được nạp.",
    /** @param {number} count */
    count: (count) => `${numbers.format(count)} văn bản`,
    /** @param {string} number */
    number: (number) => `Số ${number}`,
    /** @param {number} from @param {number} to */
    period: (from, to) => (from === to ? `Năm ${from}` : `Giai đoạn ${from}–${to}`),
    /** @param {number} count */
    tables: (count) => `${numbers.format(count)} bảng`,
    /** @param {number} count */
    characters: (count) => `${numbers.format(count)} ký tự`,
    unnumbered: "Chưa rõ số hiệu",
  },

  empty: {
    heading: "Bạn cần tra cứu điều gì?",
    text: "Hỏi về các kế hoạch, đề án đã nạp. Mỗi câu trả lời kèm chỗ ghi trong văn bản.",
    examples: "Ví dụ",
  },

  ask: {
    label: "Câu hỏi của bạn",
    placeholder: "Nhập câu hỏi…",
    send: "Gửi",
    stop: "Dừng",
    hint: "Enter để gửi, Shift + Enter để xuống dòng",
    /** @param {number} left */
    left: (left) => `Còn ${numbers.format(left)} ký tự`,
    /** @param {number} over */
    over: (over) => `Câu hỏi dài quá ${numbers.format(over)} ký tự, hãy rút bớt rồi gửi`,
  },

  answer: {
    you: "Bạn",
    assistant: "Trợ lý",
    searching: "Đang tìm trong văn bản…",
    answering: "Đang soạn câu trả lời…",
    stopped: "Bạn đã dừng câu hỏi này.",
    understoodAs: "Hiểu là:",
    followUps: "Hỏi tiếp",
    choices: "Chọn để hỏi rõ",
    tryThese: "Bạn có thể hỏi",
    sources: "Nguồn",
    table: "Bảng số liệu",
    noticeLabel: "Lưu ý",
    nearestLabel: "Chỗ gần nhất tìm thấy (không phải câu trả lời)",
    /** @param {string} text */
    finished: (text) => `Đã có câu trả lời. ${text}`,
    /** @param {string} text */
    failed: (text) => `Chưa trả lời được. ${text}`,
    /** @param {number} n */
    mark: (n) => `[${n}]`,
    /** @param {number} n @param {string} title @param {string} section */
    markLabel: (n, title, section) => `Nguồn ${n}: ${[title, section].filter(Boolean).join(", ")}. Mở chỗ ghi`,
    status: {
      answered: "Đã trả lời",
      clarify: "Cần làm rõ",
      not_found: "Không có trong tài liệu",
      out_of_scope: "Ngoài phạm vi",
      refused: "Từ chối",
    },
  },

  source: {
    label: "Nguồn trích dẫn",
    close: "Đóng nguồn",
    openFull: "Mở toàn văn",
    copy: "Chép trích dẫn",
    copied: "Đã chép trích dẫn",
    copyFailed: "Trình duyệt không cho chép; hãy bôi đen đoạn trích rồi chép.",
    cited: "Đoạn được trích",
    loading: "Đang mở văn bản…",
    earlier: "Hiện phần trước",
    later: "Hiện phần sau",
    rawTable: "Nguyên văn của bảng",
    untitledTable: "Bảng trong văn bản",
    /** @param {string} unit */
    unit: (unit) => `Đơn vị tính: ${unit}`,
    /** @param {number} count */
    allRows: (count) => `Hiện tất cả ${numbers.format(count)} dòng`,
    citedRow: "Dòng được trích",
    unsure: "?",
    unsureLabel: "Máy chưa chắc ô này thuộc cột này",
    /** @param {number} n */
    page: (n) => `Trang ${numbers.format(n)}`,
    /** @param {string} name */
    sheet: (name) => `Trang tính “${name}”`,
    doubtful: "bản quét, độ tin cậy thấp",
    wrongPlace: "Đường dẫn trỏ tới chỗ không có trong văn bản này; dưới đây là đầu văn bản.",
  },

  viewer: {
    back: "Về phần hỏi đáp",
    outline: "Mục lục",
    outlineEmpty: "Văn bản này chưa có mục lục.",
    missing: "Không có văn bản này trong kho đã nạp. Có thể văn bản đã được đổi tên hoặc gỡ khỏi kho.",
    failed: "Chưa mở được văn bản.",
    retry: "Thử lại",
  },

  audit: {
    /** @param {number} count */
    summary: (count) => `Đối chiếu số liệu: ${numbers.format(count)} chỗ cần xem lại`,
    note: "Máy cộng lại và so các con số trong văn bản. Bấm vào một số để xem chỗ ghi.",
    kinds: { mismatch: "Chưa khớp", incomplete: "Có ô trống", differs: "Ghi khác nhau" },
    /** @param {string} quote */
    place: (quote) => `Xem chỗ ghi: ${quote}`,
  },

  errors: {
    heading: "Chưa trả lời được",
    retry: "Thử lại",
    edit: "Sửa câu hỏi",
    kept: "Câu hỏi của bạn vẫn được giữ.",
    kinds: {
      offline: "Không kết nối được máy chủ. Kiểm tra mạng hoặc chờ máy chủ chạy lại, rồi bấm Thử lại.",
      timeout: "Máy chủ chưa trả lời sau một phút. Hãy bấm Thử lại; nếu vẫn chậm, báo người quản trị.",
      cut: "Đường truyền bị ngắt giữa chừng nên câu trả lời chưa trọn. Hãy bấm Thử lại.",
      interrupted: "Trang đã được tải lại khi đang tìm. Hãy bấm Thử lại.",
      too_long: "Câu hỏi dài quá giới hạn. Hãy bấm Sửa câu hỏi, rút ngắn rồi gửi lại.",
      invalid: "Máy chủ không đọc được câu hỏi này. Hãy bấm Sửa câu hỏi, viết lại rồi gửi.",
      busy: "Máy chủ đang bận hoặc chưa sẵn sàng. Hãy chờ ít giây rồi bấm Thử lại.",
      missing: "Không tìm thấy nội dung được hỏi trên máy chủ. Hãy tải lại trang.",
      server: "Máy chủ gặp lỗi khi trả lời. Hãy bấm Thử lại; nếu vẫn lỗi, báo người quản trị.",
      malformed: "Máy chủ trả về nội dung mà trang không đọc được. Hãy tải lại trang rồi bấm Thử lại.",
    },
  },
};

/** @typedef {typeof vi} Words */
/** @typedef {keyof typeof vi.errors.kinds} ErrorKind */

/** The words in use. */
export const words = vi;
